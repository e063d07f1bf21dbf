"""The two languages of the site, and what follows from choosing one."""

from __future__ import annotations

from enum import StrEnum


class Language(StrEnum):
    """A language of texts and of pages; its value is the BCP 47 tag used in `lang` and in paths."""

    ENGLISH = "en"
    RUSSIAN = "ru"

    @property
    def other(self) -> Language:
        """The language on the facing page."""
        return Language.RUSSIAN if self is Language.ENGLISH else Language.ENGLISH
