"""PostgreSQL for a process in which people wait for pages."""
