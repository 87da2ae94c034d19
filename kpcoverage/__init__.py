"""The project: settings, addresses and the entrance for the server."""
