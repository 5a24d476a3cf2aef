"""Letters and whole cases as paper: the words of a template, and their setting as accessible PDF."""
