"""What functions of other languages stand for."""
