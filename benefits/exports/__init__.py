"""Rows of plan and therapy, and a writer for each format: page, command line and file say the same."""
