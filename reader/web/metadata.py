"""What a page tells machines about itself: schema.org as JSON-LD."""

from __future__ import annotations

from typing import Any

from reader.domain.documents.heads import DocumentHead
from reader.domain.documents.site import Edition, Site
from reader.domain.language.languages import Language

Data = dict[str, Any]
CONTEXT = "https://schema.org"
ORIGINAL = Language.ENGLISH


def article(document: DocumentHead, language: Language, base: str, site: Site | None) -> Data:
    """Describe a document: the text in the page's language, and what it is a translation of."""
    found = document.texts.get(language) or next(iter(document.texts.values()))
    shown = language if language in document.texts else language.other
    data: Data = {
        "@context": CONTEXT,
        "@type": "Article",
        "headline": found.title,
        "description": found.summary,
        "inLanguage": shown.value,
        "datePublished": found.date.isoformat(),
        "dateModified": document.changed.date().isoformat(),
        "author": [{"@type": "Organization", "name": name} for name in found.authors],
        "url": f"{base}/{language.value}/read/{document.slug}",
    }
    if site is not None:
        data["isPartOf"] = {
            "@type": "WebSite",
            "name": site.name[language],
            "url": f"{base}/{language.value}/",
        }
    if len(document.texts) > 1:
        relation = "workTranslation" if shown is ORIGINAL else "translationOfWork"
        twin = document.texts[shown.other]
        data[relation] = {
            "@type": "Article",
            "headline": twin.title,
            "inLanguage": shown.other.value,
            "url": f"{base}/{shown.other.value}/read/{document.slug}",
        }
    return data


def book(site: Site, language: Language) -> Data:
    """Describe the book and its editions; a translated one says what it is a translation of."""
    original = {
        "@type": "Book",
        "name": site.book.title[Language(site.book.language)],
        "inLanguage": site.book.language,
        "author": _person(site, Language(site.book.language)),
    }
    return {
        "@context": CONTEXT,
        "@type": "Book",
        "name": site.book.title[language],
        "alternativeHeadline": site.book.subtitle[language],
        "author": _person(site, language),
        "inLanguage": site.book.language,
        "workExample": [_edition(one, site, language, original) for one in site.editions],
    }


def _edition(edition: Edition, site: Site, language: Language, original: Data) -> Data:
    data: Data = {
        "@type": "Book",
        "name": edition.title,
        "inLanguage": edition.language,
        "datePublished": str(edition.year),
        "publisher": {"@type": "Organization", "name": edition.publisher[language]},
    }
    if edition.isbn:
        data["isbn"] = edition.isbn[0].replace("-", "")
    if edition.url:
        data["url"] = edition.url
    if edition.language != site.book.language:
        data["translationOfWork"] = original
        if edition.translators[language]:
            data["translator"] = [
                {"@type": "Person", "name": name} for name in edition.translators[language]
            ]
    return data


def _person(site: Site, language: Language) -> Data:
    return {"@type": "Person", "name": site.book.author[language]}
