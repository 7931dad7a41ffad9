"""The Networks page: data, a network, the runs that train it, and what became of them."""
