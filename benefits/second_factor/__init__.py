"""For publishers, where a setting asks for it: a code from an app besides the password."""
