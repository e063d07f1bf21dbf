"""The kinds of pages there are, each with an address that shows it."""

from __future__ import annotations

DOCUMENT = "moscow-1920-24"  # the longest: notes, a table, a figure
VIEWS = ("parallel", "stacked", "en", "ru", "peek")
FLOWS = ("sentences", "paragraphs")
LAYOUTS = [f"view={view}&flow={flow}" for view in VIEWS for flow in FLOWS]

# After the language; {p} is a passage of DOCUMENT.
KINDS = {
    "front": "/",
    "contents": "/documents",
    "document": f"/read/{DOCUMENT}",
    **{layout: f"/read/{DOCUMENT}?{layout}" for layout in LAYOUTS},
    "swapped": f"/read/{DOCUMENT}?view=parallel&swap=1",
    "at a passage": f"/read/{DOCUMENT}?view=peek&p={{p}}",
    "front text as document": "/read/front",
    "citation": "/p/{p}/cite",
    "search": "/search",
    "found": "/search?q=%D0%B7%D0%B0%D0%B1%D0%B0%D1%81%D1%82%D0%BE%D0%B2%D0%BA%D0%B0",
    "found nothing": "/search?q=qwertyuiop",
    "terms": "/terms",
    "term": "/terms/soviet",
    "names": "/names",
    "name": "/names/lenin",
    "timeline": "/timeline",
}
BROKEN = {
    "no such page": ("/nope/тут", 404),
    "no such document": ("/read/nope", 404),
    "no such passage": ("/p/zzzzzzzz", 404),
    "no such term": ("/terms/nope", 404),
    "query too long": ("/search?q=" + "a" * 5000, 414),
}
