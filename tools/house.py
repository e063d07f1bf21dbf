"""Print the house: every package with its purpose. `make house` writes it into docs/house.md."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "house.md"
OPENING, CLOSING = "```text\n", "```\n"


def tree() -> str:
    """Return a line a package: its place, and the first line of its docstring."""
    packages = sorted(path.parent for path in (ROOT / "reader").rglob("__init__.py"))
    places = [package.relative_to(ROOT).as_posix() + "/" for package in packages]
    width = max(map(len, places)) + 2
    return "".join(
        f"{place:<{width}}{purpose(package)}\n"
        for place, package in zip(places, packages, strict=True)
    )


def purpose(package: Path) -> str:
    """Return the first line of a package's docstring, or nothing."""
    source = (package / "__init__.py").read_text(encoding="utf-8")
    return (ast.get_docstring(ast.parse(source)) or "").partition("\n")[0]


def main() -> None:
    """Put the tree into the page, between its marks."""
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(OPENING)
    after = rest.partition(CLOSING)[2]
    PAGE.write_text(before + OPENING + tree() + CLOSING + after, encoding="utf-8")


if __name__ == "__main__":
    main()
