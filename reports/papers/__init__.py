"""The report of a year as a document to hand on: cover, contents, summary, figures, charts and definitions."""
