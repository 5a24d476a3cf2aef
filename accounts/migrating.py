"""How migrations make a table without looking at all the others again."""

from __future__ import annotations

from django.db import migrations
from django.db.migrations.state import ProjectState


class CreateTable(migrations.CreateModel):
    """Django's `CreateModel`, which reads the new model alone.

    Django also makes every model anew that the new one points at, and all those behind them: for our tables, which
    hang together, that is nearly all of them each time, and three quarters of a minute for a new database. Nothing
    that exists can point at a table that does not, so the others may stay as they are.
    """

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Add the model to the state, and read it if the others have been read."""
        read = state.__dict__.pop("apps", None)
        super().state_forwards(app_label, state)
        if read is not None:
            read.render_multiple([state.models[app_label, self.name_lower]])
            state.__dict__["apps"] = read
