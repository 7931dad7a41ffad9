import streamlit as st

from ui import frame

frame.begin()
st.navigation(frame.pages()).run()
