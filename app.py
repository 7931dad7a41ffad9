import streamlit as st

from ui import frame
from ui.text import _

frame.begin()
st.navigation([st.Page("pages/playground.py", title=_("Playground"), default=True)]).run()
