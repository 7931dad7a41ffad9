"""Pictures as files: pixels, SVG and PDF, all of one drawing."""
