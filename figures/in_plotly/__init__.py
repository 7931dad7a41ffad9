"""The scene as a Plotly figure, for notebooks: it can be zoomed, and says what is under the pointer."""
