"""The razvorot command: the same services, from a terminal."""

from __future__ import annotations

import importlib
import os

import click

# Before numpy is loaded: on a busy machine threads that wait for each other make small products many
# times slower. Who has idle cores asks for more (`engines.threads`).
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# Each command is imported only when called, so that `razvorot split` starts without a database
# and `razvorot --help` at once. Name -> module under reader.cli and the attribute that holds it.
COMMANDS = {
    "align": ("alignment", "align"),
    "check-content": ("content", "check_content"),
    "publish": ("content", "publish"),
    "serve": ("server", "serve"),
    "split": ("alignment", "split"),
}


class LazyGroup(click.Group):
    """A command group that imports a command's module when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands' names in order."""
        del ctx
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command, or None if there is none of that name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name]
        command = getattr(importlib.import_module(f"reader.cli.{module}"), attribute)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="razvorot", prog_name="razvorot")
def main() -> None:
    """Razvorot: publish, align and serve a bilingual English–Russian site."""
