"""Catalogs of another installation, as JSON."""
