"""The app: what every page has around it, and the page that was asked for."""

import streamlit as st

from ui.frame import frame

frame.begin()
st.navigation(frame.pages()).run()
