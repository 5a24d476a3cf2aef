"""Arrears lists and what they do: looked through, received, discarded, undone; and the cases they open."""

from .beside import ask_to_apply, ask_to_read, stop
from .cases import Opened, open_cases_for_delivery, would_open
from .deliveries import (
    AlreadyReceived,
    HasFaults,
    InHand,
    NotWaiting,
    Outcome,
    PreviewOutdated,
    apply_list,
    deliver,
    discard_list,
    look_again,
    receive_list,
)
from .settling import CannotSettle, dismiss_row, settle_row
from .undoing import CannotUndo, undo_list

__all__ = [
    "AlreadyReceived",
    "CannotSettle",
    "CannotUndo",
    "HasFaults",
    "InHand",
    "NotWaiting",
    "Opened",
    "Outcome",
    "PreviewOutdated",
    "apply_list",
    "ask_to_apply",
    "ask_to_read",
    "deliver",
    "discard_list",
    "dismiss_row",
    "look_again",
    "open_cases_for_delivery",
    "receive_list",
    "settle_row",
    "stop",
    "undo_list",
    "would_open",
]
