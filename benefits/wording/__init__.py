"""Codes and values as plain sentences, for page, print and export alike. Every sentence goes through gettext."""
