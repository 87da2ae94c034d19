"""Sheets of our own shape, to take away, change and bring back: one noun a sheet, one record a row.

A column is a field of the record, under its own name. A cell says one thing in one spelling, so that what was taken
away and brought back unchanged changes nothing.
"""
