"""Why a whole file cannot be read, in one sentence to the one who sent it."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REASONS: Mapping[str, Promise] = {
    "empty": _("The file is empty. Export the list again."),
    "too_large": _("The file is larger than %(value)s MB. Ask your administrator to import it."),
    "nul_byte": _(
        "Line %(value)s holds a NUL byte, which no list has: the file is damaged or of another kind. Export it again."
    ),
    "line_too_long": _("A line of the file never ends: the file is damaged or no list. Export it as CSV or XLSX."),
    "utf16": _("The file is written as UTF-16 (“Unicode text”). Save it as CSV UTF-8 or XLSX."),
    "pdf": _("The file is a PDF. Export the list as CSV or XLSX."),
    "image": _("The file is a picture. Export the list as CSV or XLSX."),
    "archive": _("The file is a ZIP or another archive. Unpack it and send the list itself as CSV or XLSX."),
    "old_excel": _(
        "The file is an old Excel file (XLS) or protected by a password. Save it as XLSX without a password."
    ),
    "web_page": _("The file is a web page or XML, even if its name says otherwise. Export the list as CSV or XLSX."),
    "not_a_list": _("The file is not text and not XLSX. Export the list as CSV or XLSX."),
    "wrong_format": _(
        "The layout expects %(value)s, but the file is of another kind. Choose the right layout or file."
    ),
    "unpacks_too_far": _("The workbook unpacks to more than any list needs and is refused. Export the list as CSV."),
    "broken_workbook": _("The workbook cannot be opened: it is damaged. Save it again as XLSX."),
    "heading_missing": _("The headings do not fit the layout. %(value)s"),
    "heading_twice": _("The heading “%(value)s” stands twice. Remove or rename one of the columns."),
    "wrong_delimiter": _(
        "The cells are divided by “%(value)s”, which is not what the layout says. "
        "Choose another layout or export the list again."
    ),
    "no_lines": _("The list has headings but no lines. Nothing is received from an empty list."),
}


class UnreadableFile(Exception):
    """The file as a whole cannot be understood; `code` says why, `value` what was found, `str()` what to do."""

    def __init__(self, code: str, value: str = "") -> None:
        self.code = code
        self.value = value
        super().__init__(code, value)

    @property
    def message(self) -> str:
        """One sentence or two in the reader's language."""
        return str(REASONS[self.code]) % {"value": self.value}

    def __str__(self) -> str:
        return self.message
