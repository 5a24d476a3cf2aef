"""Editions (udgaver): a year's figures frozen for good, in every format people ask for.

A proposal (forslag) is counted, read and approved by a second person; then it is an edition. A correction never
changes an edition: it becomes the next one, which lists what changed (ændringer) and why.
"""
