"""The tags and filters every template may use without loading them."""
