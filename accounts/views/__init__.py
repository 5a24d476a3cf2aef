"""Logging in, one's own settings, and the users of the municipality."""
