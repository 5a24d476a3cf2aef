"""Charts: from numbers to shapes on paper, for the page, for a file and for print.

A **drawing** is shapes, each with a **look**; a **figure** is a drawing for wide and one for narrow places with its
title, its text alternative and its table. Nothing here reads records.
"""

from .years import ON_A_PHONE, Gap, Mark, Point, Tick, YearChart, share_of_widest, year_chart

__all__ = ["ON_A_PHONE", "Gap", "Mark", "Point", "Tick", "YearChart", "share_of_widest", "year_chart"]
