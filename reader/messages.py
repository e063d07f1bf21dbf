"""Every failure in words, in both languages: what is wrong and how to mend it.

Below the skins errors carry only a kind and values; here each kind has its sentence, marked for the
catalogues. The skins hand in their own `gettext`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from babel.support import NullTranslations, Translations

from reader.config import BadSettings
from reader.domain.errors import Problem
from reader.domain.language.languages import Language

Gettext = Callable[[str], str]


def N_(message: str) -> str:  # noqa: N802 -- the name that pybabel extracts
    """Mark a sentence for the catalogues; it is translated when it is shown."""
    return message


SENTENCES = {
    "folder-missing": N_("There is no such folder. Name the folder that holds the texts."),
    "folder-empty": N_("There is no text here. Put NAME.en.md and NAME.ru.md into this folder."),
    "file-name": N_(
        "The name must be NAME.en.md or NAME.ru.md, NAME in small Latin letters, digits and hyphens."
    ),
    "file-encoding": N_("This line is not UTF-8. Save the file as UTF-8."),
    "file-control": N_("There is a control character here (%(character)s). Delete it."),
    "front-missing": N_("The file must begin with its front matter: a line of three hyphens, ---."),
    "front-unclosed": N_(
        "The front matter does not end. Close it with a line of three hyphens, ---."
    ),
    "front-yaml": N_(
        "The front matter cannot be read (%(why)s). Put a value with a colon in quotation marks."
    ),
    "front-not-fields": N_("The front matter must be fields, one a line: title: …"),
    "front-twice": N_("The field “%(field)s” stands here twice. Keep one."),
    "front-unknown": N_("There is no field “%(field)s”. The fields are: %(known)s."),
    "front-lacks": N_("The field “%(field)s” is missing. Add it to the front matter."),
    "front-value": N_("The value of “%(field)s” cannot be read. Write it plainly."),
    "front-words": N_("“%(field)s” must be words on one line."),
    "front-section": N_("“%(field)s” must be the id of a section of site.toml."),
    "front-order": N_("“%(field)s” must be a whole number from 0 to 1,000,000."),
    "front-date": N_("“%(field)s” must be a date such as 2026-11-24."),
    "front-authors": N_("“%(field)s” must be a list with at least one name."),
    "text-empty": N_("There is no text below the front matter. Write it, or remove the file."),
    "note-undefined": N_("There is no footnote [^%(label)s]. Write [^%(label)s]: … at the end."),
    "note-unused": N_("Nothing refers to the footnote [^%(label)s]. Refer to it or delete it."),
    "note-twice": N_("There are two footnotes [^%(label)s]. Give one another mark."),
    "link-unknown": N_("The link leads nowhere: %(target)s. Mend its address."),
    "section-unknown": N_("There is no section “%(section)s”. The sections are: %(known)s."),
    "sides-differ": N_("“%(field)s” differs from that in %(file)s. Make them the same."),
    "front-page-missing": N_("There is no document “%(slug)s” for the front page. Add it."),
    "event-document": N_("There is no document “%(slug)s”. Mend the column “document”."),
    "site-missing": N_("The site’s description, site.toml, is missing. Add it to the folder."),
    "site-toml": N_("This line cannot be read as TOML (%(why)s)."),
    "site-unknown": N_("There is no key “%(key)s” here. The keys are: %(known)s."),
    "site-lacks": N_("The key “%(key)s” is missing. Add it."),
    "site-value": N_("The value of “%(key)s” does not fit. Compare the owner’s guide."),
    "site-twice": N_("Two entries have the same id, “%(id)s”. Change one."),
    "wrong_header": N_("The columns must be: %(expected)s. They are: %(found)s."),
    "wrong_number_of_columns": N_(
        "This line has %(found)s columns, not %(expected)s. Part them by tabs."
    ),
    "empty_field": N_("The column “%(field)s” is empty. Fill it."),
    "bad_id": N_("“%(id)s” is no id. Use small Latin letters, digits and hyphens."),
    "duplicate_id": N_("The id “%(id)s” stands here a second time. Give this entry another."),
    "bad_name_kind": N_("“%(kind)s” is no kind of name. The kinds are: %(kinds)s."),
    "bad_date": N_("“%(date)s” is no date. Write 1921, 1921-03 or 1921-03-08."),
    "out_of_order": N_("The date %(date)s comes after %(previous)s. Put the events in order."),
    "converter-missing": N_(
        "This kind of file needs the converters: pip install razvorot[convert]"
    ),
    "converter-failed": N_(
        "This file could not be converted (%(why)s). Save it anew or as Markdown."
    ),
    "pdf-without-text": N_("This PDF holds pictures of pages, no text. Recognise its text first."),
    "database-unreachable": N_(
        "The database cannot be reached (%(why)s). Check READER_DATABASE_URL."
    ),
    "overtaken": N_("Somebody else is publishing at the same time. Publish again."),
    "setting-url": N_("%(name)s must begin with http:// or https://, not “%(value)s”."),
    "setting-number": N_("%(name)s must be a whole number, not “%(value)s”."),
}


def catalogue(directory: Path, language: Language) -> NullTranslations:
    """Return the translations for a terminal; without compiled catalogues, the sentences themselves."""
    return Translations.load(str(directory), [language.value])


def describe(problem: Problem, gettext: Gettext) -> str:
    """Return a problem as one line: file, line, what is wrong, how to mend it."""
    place = f"{problem.file}:{problem.line}" if problem.line else problem.file
    return f"{place}: {sentence(problem, gettext)}"


def sentence(problem: Problem, gettext: Gettext) -> str:
    """Return a problem's sentence without its place."""
    return gettext(SENTENCES[problem.kind]) % problem.values


def tell(kind: str, gettext: Gettext, **values: str) -> str:
    """Return the sentence of a failure that no file is to blame for."""
    return gettext(SENTENCES[kind]) % values


def describe_setting(error: BadSettings, gettext: Gettext) -> str:
    """Return what is wrong with a setting."""
    return gettext(SENTENCES[error.kind]) % {"name": error.name, "value": error.value}
