"""A map computed by more than one process: on this machine, or on the machines of a Dask cluster."""
