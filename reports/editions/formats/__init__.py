"""The formats an edition is written in, each from its frozen document alone."""
