"""The pages of casework, by room."""
