"""The browser's address as the link of what is shown, and what a link hides or asks of the layout."""
