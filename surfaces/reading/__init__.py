"""What files of strangers hold: text, cells, and one sentence for whatever a library says of them."""
