"""The parts of pages that scripts of our own draw in the browser, declared once.

Importing this is light: the frame of every page mounts one of them while the page's own modules are still imported.
"""

import streamlit as st

player = st.components.v2.component(
    "slalom.player", js="built/streamlit.js", css="built/player.css", isolate_styles=False
)
grid = st.components.v2.component("slalom.grid", js="built/grid.js", isolate_styles=False)
address = st.components.v2.component("slalom.address", js="address.js")
text = st.components.v2.component("slalom.text", js="text.js", css="text.css")
heat = st.components.v2.component("slalom.heat", js="heat.js", css="heat.css")
