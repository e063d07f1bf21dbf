"""Commands for the content folder."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import click

from reader import context
from reader.cli.terminal import gettext as _
from reader.cli.terminal import ngettext, program, read_settings, told
from reader.services import content as content_service
from reader.services import installation
from reader.services.publishing import Report
from reader.services.publishing import publish as publish_content

FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command()
@click.argument("directory", required=False, type=FOLDER)
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def publish(directory: Path | None, *, dry_run: bool, as_json: bool) -> None:
    """Publish the texts of DIRECTORY (default: content/) into the database.

    Only what changed is changed; a broken file publishes nothing.
    """
    report = run_publish(directory, dry_run=dry_run)
    if as_json:
        click.echo(json.dumps(asdict(report), ensure_ascii=False))
        return
    for line in told_report(report, dry_run=dry_run):
        click.echo(line)


@click.command("check-content")
@click.argument("directory", required=False, type=FOLDER)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def check_content(directory: Path | None, *, as_json: bool) -> None:
    """Check the texts of DIRECTORY (default: content/) and say what is wrong, file and line."""
    with told():
        files = content_service.read_files(directory or read_settings().content_dir)
        found = content_service.read_content(files)
    one_sided = sorted(slug for slug, sides in found.texts.items() if len(sides) == 1)
    if as_json:
        click.echo(json.dumps({"documents": len(found.texts), "one_language_only": one_sided}))
        return
    count = len(found.texts)
    click.echo(
        ngettext("%d document, nothing wrong.", "%d documents, nothing wrong.", count) % count
    )
    if one_sided:
        click.echo(_("In one language only: %s") % ", ".join(one_sided))


def run_publish(directory: Path | None, *, dry_run: bool = False) -> Report:
    """Migrate if needed and publish; what is wrong is told and ends the command."""
    with program() as runtime:
        installation.migrate(runtime.database, runtime.settings.migrations_dir)
        return publish_content(
            directory or runtime.settings.content_dir,
            reading=context.reading,
            writing=context.writing,
            encoder=context.encoder(),
            at=dt.datetime.now(dt.UTC),
            dry_run=dry_run,
            progress=_progress(),
        )


def _progress() -> Callable[[int, int], None] | None:
    """Return a function that shows progress, if there is a terminal to show it on."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, of: int) -> None:
        end = "\r" if done < of else "\r\033[K"
        click.echo(f"  {done}/{of}" + end, err=True, nl=False)

    return show


def told_report(report: Report, *, dry_run: bool = False) -> list[str]:
    """Return what publishing did in words, a line each."""
    lines = []
    for document in report.documents:
        counts = [
            (ngettext("%d new passage", "%d new passages", document.added), document.added),
            (ngettext("%d changed", "%d changed", document.changed), document.changed),
            (ngettext("%d retired", "%d retired", document.retired), document.retired),
        ]
        parts = [sentence % count for sentence, count in counts if count]
        if parts:
            lines.append(f"{document.slug}: {', '.join(parts)}")
    lines += [_("%s: retired, its files are gone") % slug for slug in report.retired]
    if not report.changed:
        lines.append(_("Nothing has changed."))
    elif dry_run:
        lines.append(_("This was a dry run: nothing was written."))
    total = report.passages
    lines.append(ngettext("%d passage in all.", "%d passages in all.", total) % total)
    return lines
