"""Beads as files: JSON, a table, TMX 1.4. Does not read them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from reader.domain.alignment.beads import Bead

TMX_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
  <header creationtool="razvorot" creationtoolversion="1" segtype="sentence" o-tmf="razvorot" \
adminlang="en" srclang="en" datatype="plaintext"/>
  <body>
"""
TMX_TAIL = "  </body>\n</tmx>\n"
NOT_XML = {code: None for code in range(32) if code not in {9, 10, 13}} | {
    0xFFFE: None,
    0xFFFF: None,
}


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two texts as segments, and the beads between them."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    beads: tuple[Bead, ...]

    def sides(self, bead: Bead) -> tuple[str, str]:
        """Return the words of a bead's two sides."""
        return _joined(self.source, bead.source), _joined(self.target, bead.target)


def as_json(aligned: Aligned) -> str:
    """Return the contract's JSON: segments, and beads with indices from 0."""
    beads = [
        {
            "source": list(bead.source),
            "target": list(bead.target),
            "confidence": round(bead.confidence, 4),
            "reasons": [{"kind": one.kind.value, "value": one.value} for one in bead.reasons],
        }
        for bead in aligned.beads
    ]
    found = {"source": list(aligned.source), "target": list(aligned.target), "beads": beads}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def as_table(aligned: Aligned) -> str:
    """Return one line a bead: English, Russian, confidence; tabs and line ends become spaces."""
    lines = []
    for bead in aligned.beads:
        one, other = (" ".join(side.split()) for side in aligned.sides(bead))
        lines.append(f"{one}\t{other}\t{bead.confidence:.4f}\n")
    return "".join(lines)


def as_tmx(aligned: Aligned) -> str:
    """Return TMX 1.4 with a unit for every bead that has two sides."""
    units = []
    for bead in aligned.beads:
        one, other = aligned.sides(bead)
        if one and other:
            units.append(
                f'    <tu>\n      <prop type="x-confidence">{bead.confidence:.4f}</prop>\n'
                f"{_variant('en', one)}{_variant('ru', other)}    </tu>\n"
            )
    return TMX_HEAD + "".join(units) + TMX_TAIL


def _variant(language: str, text: str) -> str:
    kept = escape(text.translate(NOT_XML))
    return f'      <tuv xml:lang="{language}"><seg>{kept}</seg></tuv>\n'


def _joined(segments: Sequence[str], places: Sequence[int]) -> str:
    return " ".join(segments[place].strip() for place in places)
