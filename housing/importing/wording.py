"""The words for each problem of a line: what is wrong, what stands there, what to do."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PROBLEMS: Mapping[str, Promise] = {
    "amount_missing": _("The amount is missing in “%(column)s”. Write what is owed."),
    "amount_not_a_number": _(
        "The amount is no number: “%(column)s” says “%(value)s”. Write only the number, with two decimals."
    ),
    "amount_ambiguous": _("“%(column)s” says “%(value)s”, which can be read in two ways. Write it with two decimals."),
    "amount_negative": _(
        "The amount is negative: “%(column)s” says “%(value)s”. Leave out tenancies that owe nothing."
    ),
    "amount_too_large": _("The amount is too large to be received: “%(column)s” says “%(value)s”. Correct it."),
    "amount_implausible": _(
        "The amount is more than 24 months of rent: “%(column)s” says “%(value)s”. Check it; the line is received."
    ),
    "amount_zero": _("Nothing is owed on this line. It is received as 0,00; leave it out if that is wrong."),
    "amount_disagrees": _(
        "Line %(value)s is the same tenancy with another amount. Neither is received. Write the same amount in both."
    ),
    "rent_not_a_number": _("The rent is no number: “%(column)s” says “%(value)s”. The line is received without it."),
    "date_impossible": _("There is no such date: “%(column)s” says “%(value)s”. Write it as 31-12-2026."),
    "date_missing": _("The date is missing in “%(column)s”. Write it as 31-12-2026."),
    "tenancy_missing": _("The tenancy number is missing in “%(column)s”. Without it the line belongs nowhere."),
    "tenancy_incomplete": _(
        "Line %(value)s is the same tenancy and has a fault, so this line is not received either. Correct that line."
    ),
    "tenancy_repeated": _("Line %(value)s is the same tenancy with the same amount. It is counted once."),
    "department_missing": _("“%(column)s” does not say which department it is. Write the department's number."),
    "department_disagrees": _(
        "Line %(value)s is the same tenancy in another department. Neither is received. Correct one of them."
    ),
    "step_unknown": _("The step is unknown: “%(column)s” says “%(value)s”. Write one of the layout's steps."),
    "step_missing": _("The step is missing in “%(column)s”. Write how far the association has gone."),
    "step_disagrees": _("Line %(value)s is the same tenancy at another step. The furthest step counts."),
    "cpr_impossible": _("The CPR number in “%(column)s” holds no possible date of birth or has the wrong length."),
    "cpr_repeated": _("The CPR number in “%(column)s” stands twice on the line. The person is received once."),
    "name_missing": _("The tenant's name is missing in “%(column)s”. The line is received without it."),
    "postcode_impossible": _("The postcode in “%(column)s” has not four digits: “%(value)s”. It is left out."),
    "cell_too_long": _("“%(column)s” holds more than fits: “%(value)s”. Shorten it."),
    "cells_too_many": _("The line has more cells than there are headings. Look for a stray delimiter."),
    "cells_too_few": _("The line has fewer cells than there are headings. Look for a missing delimiter."),
    "line_unreadable": _(
        "The line cannot be divided into cells. Look for a quotation mark that is opened and never closed."
    ),
    "line_undecodable": _("The line holds bytes that are no letters in the file's encoding. Export the list again."),
    "duplicate_line": _("The line is the same as line %(value)s. It is counted once."),
    "total_mismatch": _(
        "The total does not match the lines (total ≠ sum of the lines): %(value)s. Check that no line is missing."
    ),
    "total_not_a_number": _("The total is no number: “%(column)s” says “%(value)s”. It could not be checked."),
    "court_number_missing": _("The court's case number is missing in “%(column)s”. Add it."),
    "court_number_repeated": _("“%(column)s” is the same as on line %(value)s. Leave one of the two lines out."),
    "court_name_missing": _("The tenant's name is missing in “%(column)s”. Without it nobody can check the tenancy."),
    "address_missing": _("The address is missing in “%(column)s”. Write street, number, floor and door."),
    "date_ahead": _("The day has not come yet: “%(column)s” says “%(value)s”. Write the day the case was filed."),
    "time_impossible": _("There is no such hour: “%(column)s” says “%(value)s”. Write it as 9.30."),
    "time_missing": _("“%(column)s” gives a day without an hour. Write the hour in a column “Kl”, as 9.30."),
    "cause_unknown": _("The cause is unknown: “%(column)s” says “%(value)s”. Write restance, fremleje or husorden."),
    "heading_missing": _("The heading “%(column)s” of the layout is not in the list. The list is read without it."),
}
