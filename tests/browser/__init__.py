"""Tests in a real browser: the story from file to report, and what every page owes everybody."""
