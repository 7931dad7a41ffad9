"""A page of Streamlit's own parts with every hostile text on it, said as our pages say it: many texts in one visit."""

import streamlit as st

from simulation import Experiment, ExperimentError
from tests.helpers.hostile import HOSTILE, wrong_links
from words.foreign import markdown, visible

for text in HOSTILE:
    st.caption(markdown(text))
    st.checkbox(markdown(text), key=f"box {text}")
    st.progress(0.5, markdown(text))
for query in wrong_links():
    try:
        Experiment.from_query(query)
    except ExperimentError as error:
        st.error(markdown(str(error)))
st.radio("texts", [visible(text) for text in HOSTILE], format_func=markdown)
st.text("all there")
