"""Records from elsewhere into the draft."""
