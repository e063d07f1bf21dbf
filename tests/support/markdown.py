"""Hypothesis strategies for Markdown as scholars write it, and as nobody should."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = [
    "bread",
    "Moscow",
    "strike",
    "soviet",
    "1921",
    "workers’",
    "“the",
    "third”",
    "e.g.",
    "Dr.",
    "pp.",
    "12–14",
    "state-capitalist",
    "хлеб",
    "Москва",
    "ещё",
    "ёлка",
    "совет",
    "«третий»",
    "т.",
    "е.",
    "г.",
    "1920-м",
    "РКП(б)",
    "рабочие",
    "кое-какие",
    "—",
    "…",
    "zürich",
    "и́",
    "naïve",
    "№5",
    "§2",
]
STRAY = (
    "*",
    "**",
    "_",
    "`",
    "[",
    "]",
    "](",
    "![",
    "|",
    "\\",
    "<",
    ">",
    "&",
    "[^",
    "[^1]",
    "{",
    "}",
    "#",
    "~~~",
)
ENDS = (". ", "! ", "? ", "… ", ".» ", ".” ", "; ", ": ", ", ", " — ", "  \n", "\n", " ")

words = st.sampled_from(WORDS)
phrase = st.lists(words, min_size=1, max_size=6).map(" ".join)
marked = st.one_of(
    phrase,
    phrase,
    phrase.map("*{}*".format),
    phrase.map("**{}**".format),
    phrase.map("`{}`".format),
    phrase.map("[{}](https://example.org/a_(b))".format),
    phrase.map("{}[^1]".format),
    phrase.map("<em>{}</em>".format),
)
inline = st.lists(st.tuples(marked, st.sampled_from(ENDS)), min_size=1, max_size=5).map(
    lambda parts: "".join(body + end for body, end in parts).rstrip()
)
stray = st.lists(st.one_of(words, st.sampled_from(STRAY), st.sampled_from(ENDS)), max_size=12).map(
    "".join
)
prose = st.one_of(inline, inline, stray)


def _prefixed(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    return "\n".join([first + lines[0], *(rest + line for line in lines[1:])])


heading = st.builds(
    lambda level, text, tail: f"{'#' * level} {text}{tail}",
    st.integers(1, 6),
    phrase,
    st.sampled_from(["", " ##", " #"]),
)
setext = st.builds(
    lambda text, line: f"{text}\n{line}", phrase, st.sampled_from(["===", "---", "====="])
)
quote = st.builds(
    lambda text, depth: _prefixed(text, depth, depth), prose, st.sampled_from(["> ", ">> ", ">"])
)
items = st.lists(
    st.tuples(st.sampled_from(["- ", "* ", "1. ", "12) ", "+ "]), st.integers(0, 2), prose),
    min_size=1,
    max_size=4,
).map(
    lambda rows: "\n".join(
        _prefixed(text, "    " * depth + mark, "    " * depth + " " * len(mark))
        for mark, depth, text in rows
    )
)
loose_item = st.builds(lambda a, b: f"- {a}\n\n  {b}", phrase, inline)
note = st.builds(
    lambda label, text: _prefixed(text, f"[^{label}]: ", "    "),
    st.sampled_from(["1", "2", "прим", "book"]),
    prose,
)
fence = st.builds(
    lambda mark, body: f"{mark}\n{body}\n{mark}",
    st.sampled_from(["```", "~~~"]),
    st.one_of(prose, st.just("")),
)
row = st.lists(phrase, min_size=2, max_size=3).map(lambda cells: "| " + " | ".join(cells) + " |")
table = st.builds(
    lambda head, rows: "\n".join([head, "|---|---:|", *rows]), row, st.lists(row, max_size=3)
)
figure = st.builds(
    lambda alt, caption, credit: "\n".join([f"![{alt}](images/a.svg)", *caption, *credit]),
    phrase,
    st.lists(phrase.map("Подпись: {}".format), max_size=1),
    st.lists(phrase.map("Credit: {}".format), max_size=1),
)
rule = st.sampled_from(["---", "***", "* * *", "___"])
reference = st.builds(lambda label: f"[{label}]: https://example.org/x", phrase)
blank = st.sampled_from(["", " ", "\t", "\u00a0"])

block = st.one_of(
    prose, prose, heading, setext, quote, items, loose_item, note, fence, table, figure, rule,
    reference, blank,
)  # fmt: skip
markdown = st.builds(
    lambda blocks, gap, end, crlf: (gap.join(blocks) + end).replace("\n", "\r\n" if crlf else "\n"),
    st.lists(block, max_size=8),
    st.sampled_from(["\n\n", "\n", "\n\n\n"]),
    st.sampled_from(["", "\n", "\n\n"]),
    st.booleans(),
)
anything = st.text(
    alphabet=st.one_of(
        st.sampled_from(" \n\t\r>#-*_`|[]()!^:~1aёЁ«»\u00a0\u2028\ue000"),
        st.characters(codec="utf-8"),
    ),
    max_size=120,
)
