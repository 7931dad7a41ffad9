"""Every claim of speed, measured: `make bench` prints each beside its budget."""
