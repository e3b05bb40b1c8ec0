"""The errors a user can cause. Each prints as one line: what is wrong, where, what to do."""

from __future__ import annotations


class GlossographError(Exception):
    """Base of every error that is shown to the user as one line.

    `what` says what is wrong, `where` the file with its line or offset, `remedy` what to do.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what = " ".join(what.split())
        self.where = where
        self.remedy = " ".join(remedy.split())
        super().__init__(str(self))

    def __str__(self) -> str:
        # A file name may hold a line end.
        where = "".join(char if char.isprintable() else "?" for char in self.where)
        line = f"{where}: {self.what}" if where else self.what
        return f"{line}; {self.remedy}" if self.remedy else line


class SourceError(GlossographError):
    """A source text, or what sources.toml says of it, cannot be used."""


class DoubtError(SourceError):
    """A source can be read, but how is for the user to say."""


class ConfigurationError(GlossographError):
    """A file that people write (ontology, shapes, vocabulary.toml) cannot be used."""


class CurationError(GlossographError):
    """A curation row is malformed, or two rows contradict each other."""


class StageError(GlossographError):
    """A stage was called before the one it builds on, or with arguments that do not fit."""


class ViolationError(GlossographError):
    """The built vocabulary breaks a rule; nothing was published."""


class InputError(GlossographError):
    """A file of other people, or what is asked of it, cannot be used."""
