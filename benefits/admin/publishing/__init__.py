"""From the draft to an edition, in the admin site: what is unpublished, what it changes, who says yes."""
