"""Films: a picture whose paths grow, as GIF, animated WebP, MP4 and WebM."""
