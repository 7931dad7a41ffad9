import streamlit as st

from ui.frame import frame

frame.begin()
st.navigation(frame.pages()).run()
