"""What worked: how long it takes from a warning to an eviction or a rescue, and how sure we are.

A **course** is one case's way from its first warning to its **ending**: evicted, averted, moved out, another end, or
none yet when it was last seen (*censored*). The endings compete: who has moved out can no longer be evicted. The
**cumulative incidence** of an ending is the share to whom it has happened by a day. A **landmark** is the day at which
cases are grouped by what was known of them that day, so that nobody is counted as late for having stayed long enough.
"""
