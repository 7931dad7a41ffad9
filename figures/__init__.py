"""Small pictures as SVG, and the colours that everything is drawn in."""
