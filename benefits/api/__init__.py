"""For programs: the same answer and the same catalog as JSON."""
