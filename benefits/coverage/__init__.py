"""The core: what a plan covers, decided in plain values. No web, no clock, no database, no prose."""
