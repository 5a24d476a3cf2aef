"""What the statistics count, gathered by the database from the records of casework and housing.

Fact: one row per case or eviction with all that a figure asks of it.
Measure: what is counted, out of which rows, by the year of what.
Cell: how many of a measure there are in a place and year, whole or within one category.
"""
