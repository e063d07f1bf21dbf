"""Nothing that a reader sees is written in a template or a script: it is in the catalogues."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import Environment, nodes
from tests.support.programs import ROOT

WEB = ROOT / "reader" / "web"
TEMPLATES = sorted([*WEB.rglob("templates/**/*.html"), *WEB.rglob("templates/**/*.xml")])
SCRIPTS = sorted((WEB / "static").rglob("*.js"))
STYLES = sorted((WEB / "static").rglob("*.css"))
NOUNS = {path.name for path in (WEB / "templates").iterdir() if path.is_dir()}
CYRILLIC = re.compile("[\u0400-\u04ff]")
SPOKEN = re.compile(r'\b(?:alt|aria-label|placeholder|title|value|content)="([^"]*)"')
MACHINE_CONTENT = re.compile(r"^[a-z\d.:=/%#,;*()_ -]*$")
LETTERS = re.compile(r"[^\W\d_]{2}")
# Comments, a tag's inside, and elements whose words are nobody's language.
SILENT = re.compile(
    r'<!--.*?-->|<(script|style|id)\b.*?</\1>|<(\w+)[^<>]* translate="no"[^<>]*>.*?</\2>'
    r"|<[!?]?[a-zA-Z/][^<>]*>|&\w+;",
    re.DOTALL,
)
ATTRIBUTE_BLOCKS = frozenset({"body_class"})  # blocks that stand inside a tag
SAME_IN_BOTH = frozenset({"BibTeX", "RIS", "ISBN", "DOI", "RSS", "Atom", "PDF", "EPUB"})
AUTONYMS = '"Русский"'  # a language is named in itself, for those who read no other


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def environment() -> Environment:
    return Environment(extensions=["jinja2.ext.i18n"], autoescape=True)


def written(source: str) -> str:
    """Return a template's own characters, each expression replaced by a mark."""
    data = []

    def visit(node: nodes.Node) -> None:
        if isinstance(node, nodes.TemplateData):
            data.append(node.data)
            return
        if isinstance(node, nodes.Block) and node.name in ATTRIBUTE_BLOCKS:
            return
        if isinstance(node, nodes.Expr):
            data.append("\0")
            return
        for child in node.iter_child_nodes():
            visit(child)

    visit(environment().parse(source))
    return "".join(data)


def visible(source: str) -> list[str]:
    """Return the words that a template itself shows."""
    own = written(source)
    text = SILENT.sub("\0", own)
    found = [run for run in re.split("[\0\n]", text) if LETTERS.search(run)]
    for value in SPOKEN.findall(own):
        for run in value.split("\0"):
            if LETTERS.search(run) and not MACHINE_CONTENT.match(run):
                found.append(run)
    return [run.strip() for run in found if run.strip(" ,.:;()·—") not in SAME_IN_BOTH]


def constants(source: str) -> list[str]:
    """Return the strings that a template's expressions show as they are, outside of `_()`."""
    return [
        child.value
        for output in environment().parse(source).find_all(nodes.Output)
        for child in output.nodes
        if isinstance(child, nodes.Const)
        and LETTERS.search(str(child.value))
        and " " in child.value
    ]


def test_the_reader_of_templates_sees_what_is_written():
    assert visible('<p class="a b">Bread {{ x }} peace</p>') == ["Bread", "peace"]
    assert visible("<p>{{ _('Bread') }}</p><script>let bread;</script>") == []
    assert visible('<a title="The third way" class="a b">{{ x }}</a>') == ["The third way"]
    assert visible('<img alt="Хлеб и мир">') == ["Хлеб и мир"]


@pytest.mark.parametrize("template", TEMPLATES, ids=name)
def test_a_template_shows_no_sentence_of_its_own(template: Path):
    source = template.read_text(encoding="utf-8")

    assert visible(source) == []
    assert constants(source) == []


@pytest.mark.parametrize("file", [*TEMPLATES, *SCRIPTS, *STYLES], ids=name)
def test_no_russian_is_written_outside_the_catalogues(file: Path):
    source = file.read_text(encoding="utf-8").replace(AUTONYMS, "")

    assert CYRILLIC.findall(source) == []


@pytest.mark.parametrize("module", sorted(WEB.rglob("*.py")), ids=name)
def test_a_web_module_says_nothing_outside_gettext(module: Path):
    """A sentence: two words with a space, in a string that is no docstring, key, header or pattern."""
    source = module.read_text(encoding="utf-8")
    without = re.sub(r'""".*?"""', "", source, flags=re.DOTALL)
    without = re.sub(r"#.*", "", without)
    without = re.sub(r"\b(?:_|N_|n?gettext)\(\s*(?:\"[^\"]*\"[\s,]*)+", "", without)
    sentences = re.findall(r'"([A-ZА-ЯЁ][a-zа-яё]+ (?:[^"{}<>]*[a-zа-яё]){3}[.?!…]?)"', without)

    assert sentences == []
    assert re.findall("[\u0400-\u04ff]{3,}", without) == []


@pytest.mark.parametrize("script", SCRIPTS, ids=name)
def test_a_script_shows_no_sentence_of_its_own(script: Path):
    source = (
        re.sub(r"//.*|/\*.*?\*/", "", script.read_text(encoding="utf-8"), flags=re.DOTALL) or ""
    )
    source = re.sub(r"(?m)//.*$", "", script.read_text(encoding="utf-8"))
    assert (
        re.findall(r"(?:textContent|innerText|title|alt)\s*=\s*[\"'`][^\"'`]*[a-z]{2} ", source)
        == []
    )
    assert "innerHTML" not in source


@pytest.mark.parametrize("template", TEMPLATES, ids=name)
def test_a_template_holds_no_script_style_or_handler_of_its_own(template: Path):
    source = template.read_text(encoding="utf-8")

    assert not re.search(r"<script(?![^>]*(?:\bsrc=|application/ld\+json))", source)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", source)


@pytest.mark.parametrize("template", TEMPLATES, ids=name)
def test_a_template_borrows_macros_only_from_its_own_noun_and_the_base(template: Path):
    noun = template.relative_to(WEB / "templates").parts[0]
    source = template.read_text(encoding="utf-8")
    borrowed = {
        found.partition("/")[0]
        for found in re.findall(r"{%-? (?:from|import) \"([^\"]+)\"", source)
    }

    assert borrowed <= {noun, "base"}


def test_partials_begin_with_an_underscore():
    included = {
        found
        for template in TEMPLATES
        for found in re.findall(
            r"{%-? (?:include|from|import) \"([^\"]+)\"", template.read_text(encoding="utf-8")
        )
    }

    assert {path for path in included if not path.rpartition("/")[2].startswith("_")} == set()
