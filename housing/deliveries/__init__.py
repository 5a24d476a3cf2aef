"""An arrears list on its way in: staged, compared with what is known, applied, and if need be undone."""
