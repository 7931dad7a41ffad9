"""The app: what every page has around it, and the page that was asked for."""

import streamlit as st

from ui.frame import frame, server

frame.begin()
page = st.navigation(frame.pages())
page.run()
server.settle(page.url_path)
