"""As little as a page can be: what `benchmarks.first_second` holds the app against."""

import streamlit as st

st.write("bare")
