"""Setting a letter or a whole case as PDF: tagged, in reading order, with title and language (PDF/UA-1).

The words reach the typesetter as data, never as its own markup: no text can be more than read.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

from .fonts import FAMILY, FAMILY_BEYOND, fonts

_FOLDER = Path(__file__).parent


def set_pdf(paper: str, data: Mapping[str, Any], *, now: dt.datetime, folder: Path = _FOLDER) -> bytes:
    """The PDF of a paper of a folder: here `letter` or `case_file`, each a file that says what it reads."""
    told = {**data, "fonts": [FAMILY, FAMILY_BEYOND]}
    pdf = typst.compile(
        str(folder / f"{paper}.typ"),
        root=str(folder),
        font_paths=fonts(),
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards="ua-1",
        sys_inputs={"data": json.dumps(told)},
        timestamp=int(now.timestamp()),
    )
    if not isinstance(pdf, bytes):
        raise TypeError("the typesetter gave no PDF")
    return pdf
