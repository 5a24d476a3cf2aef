"""The invented Copenhagen of the demo: its people do not exist."""
