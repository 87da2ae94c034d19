"""Measured side by side with their own floors."""
