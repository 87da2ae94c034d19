"""For staff: summaries, the answer for the person on the phone, kept cases."""
