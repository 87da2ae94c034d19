"""For admins: the pages of members, answered from the draft. Nobody else gets to see them."""
