"""What can be read in casework, for lists and pages."""
