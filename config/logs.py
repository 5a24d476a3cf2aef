"""What the log says of a failure, without the rows the database quotes: they hold names and addresses."""

import logging
import re

#: From the line in which PostgreSQL repeats values to the end of what that error says.
_QUOTED_ROW = re.compile(
    r"^(?:DETAIL|CONTEXT): .*?(?=\n\n(?:The above exception was|During handling of)|\Z)", re.MULTILINE | re.DOTALL
)


class ScrubbedFormatter(logging.Formatter):
    """Lines of the log in which no error of the database quotes the row it was about."""

    def format(self, record: logging.LogRecord) -> str:
        return _QUOTED_ROW.sub("(the database's details are left out)", super().format(record))
