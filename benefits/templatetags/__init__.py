"""What templates ask beyond the values that they are given."""
