"""Numbers only: numpy arrays in, numpy arrays out."""
