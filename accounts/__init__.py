"""Who is who and who may see what.

Organisation: any body that takes part (municipality, unit, housing association, administrator).
Membership: one person's role in one organisation for a period, granted by two people.
Scope: who is asking, for which organisation, in which role; the key to every row.
Access log: who saw, searched and exported what, when and why.
"""
