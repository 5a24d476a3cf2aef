"""Which counts of a publication are hidden, and the proof that none of them can be worked out.

Count: a whole number of households, persons or steps under a key; the same count has the same key wherever it stands.
Sum: says that a count is others taken together: a margin, a stage with those after it, a reach with its parts.
Small: from 1 to the largest count that is hidden. Noughts are always shown.
Primary: hidden because it is small. Complementary: hidden so that a primary one does not follow from the rest.
Never shown: stands nowhere and yet could be worked out, as the campaign's part where both "with" and "without" stand.
Outsider: whoever has every edition, table and list of changes, knows the rules, and can calculate.
"""
