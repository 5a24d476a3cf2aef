"""What the measurements share: lists of any length, plain ways to load them, and CPU seconds."""
