"""The forms of casework, by room; they check what was typed and save nothing."""
