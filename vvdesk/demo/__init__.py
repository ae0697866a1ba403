"""The demonstration: one whole round on sample data, made with the functions of real work."""
