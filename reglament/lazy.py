"""A command group that knows the names of its commands and imports only the one that is called."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class LazyGroup(click.Group):
    """Commands by name: where each lives and its one-line help, so that ``--help`` imports none of them."""

    def __init__(self, *args: Any, lazy: Mapping[str, tuple[str, str]] | None = None, **kwargs: Any) -> None:  # noqa: ANN401 - click's own signature
        super().__init__(*args, **kwargs)
        self._lazy = dict(lazy or {})

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order they are declared."""
        return [*self._lazy, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command itself, imported now."""
        if cmd_name not in self._lazy:
            return super().get_command(ctx, cmd_name)
        module = import_module(self._lazy[cmd_name][0])
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, from the declared one-line helps."""
        rows = [(name, text) for name, (_, text) in self._lazy.items()]
        rows += [
            (name, command.get_short_help_str())
            for name in super().list_commands(ctx)
            if (command := self.commands.get(name)) is not None
        ]
        with formatter.section("Команды"):
            formatter.write_dl(rows)
