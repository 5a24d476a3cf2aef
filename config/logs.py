"""What the log says of a failure, without the rows the database quotes and without the secrets of links."""

import logging
import re

#: From the line in which PostgreSQL repeats values to the end of what that error says.
_QUOTED_ROW = re.compile(
    r"^(?:DETAIL|CONTEXT): .*?(?=\n\n(?:The above exception was|During handling of)|\Z)", re.MULTILINE | re.DOTALL
)
#: The secret in the address of a calendar, or of a link by which a tenant chooses a time.
_SECRETS = re.compile(r"(?<=/calendar/)[\w-]{20,}|(?<=/tid/)[^/\s?\"']+")


class ScrubbedFormatter(logging.Formatter):
    """Lines in which no error of the database quotes the row it was about, and no link its secret."""

    def format(self, record: logging.LogRecord) -> str:
        line = _QUOTED_ROW.sub("(the database's details are left out)", super().format(record))
        return _SECRETS.sub("(secret)", line)
