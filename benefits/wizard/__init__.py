"""For members: the guided check, one question a page, and its answer. Nothing is kept."""
