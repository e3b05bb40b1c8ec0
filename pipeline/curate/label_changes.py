"""Labels that an edited file gives otherwise: the rows that make them so."""

from __future__ import annotations

from pipeline.curate.export import LABEL_KINDS, Export, Node
from pipeline.curate.ground import Difference, Ground
from pipeline.curate.wording import say
from pipeline.map.questions import label_row
from pipeline.map.words import is_acronym
from pipeline.model import LabelKind, Row

_PROPERTY = {kind: name for name, kind in LABEL_KINDS.items()}


class LabelChanges:
    """Compares the labels of one concept and adds what differs to `difference`."""

    def __init__(
        self, ground: Ground, edited: Export, difference: Difference, language: str
    ) -> None:
        self.ground, self.edited, self.difference = ground, edited, difference
        self.iri, self.language = difference.iri, language
        self.key = ground.key(self.iri)
        self.accepted: list[Row] = []
        self.rejected: list[Row] = []

    def compare(self, old: Node, new: Node) -> None:
        """Hold the labels of the file (`new`) against those that are published (`old`)."""
        names: dict[str, str] = {}
        for lang in sorted({lang for _, lang in [*old.labels, *new.labels]}):
            before, after = old.preferred(lang), new.preferred(lang)
            if after and after != before:
                names[lang] = before
                self._name(after, before, lang, kind=new.labels.get((before, lang)))
        for (text, lang), kind in sorted(new.labels.items()):
            before_kind = old.labels.get((text, lang))
            if kind != "preferred" and before_kind is None:
                self._add(text, lang, self._kind(text, kind))
            elif before_kind and kind != "preferred" and not self._alike(kind, before_kind):
                demoted = names.get(lang) == text and self._alike(kind, _demoted(text))
                if not demoted:
                    self._turn(text, lang, before_kind, kind)
        for (text, lang), kind in sorted(old.labels.items()):
            if (text, lang) not in new.labels and self._is_carried(kind, lang):
                self._remove(text, lang, kind, renamed=names.get(lang) == text)
        # A rename first: what it makes of the old name can be rejected only then.
        self.difference.rows += [*self.accepted, *self.rejected]

    def _name(self, text: str, old: str, lang: str, kind: LabelKind | None) -> None:
        """A preferred label; `kind` is what the file makes of the `old` one."""
        key = "renamed" if old else "label_added"
        said = say("kinds", "preferred")
        self._say(say("differences", key, old=old, text=text, lang=lang, kind=said))
        rows = self.ground.preferred_rows(self.iri, lang)
        self.difference.superseded |= {r.decision.where for r in rows if r.text != text}
        self._supersede_rejections(text, lang, "preferred")
        self.accepted.append(label_row(self.key, "preferred", text, lang))
        if kind and any(row.text == old for row in rows):
            self.accepted.append(label_row(self.key, self._kind(old, kind), old, lang))

    def _add(self, text: str, lang: str, kind: LabelKind) -> None:
        said = say("kinds", kind)
        self._say(say("differences", "label_added", kind=said, text=text, lang=lang))
        self._supersede_rejections(text, lang, kind)
        self.accepted.append(label_row(self.key, kind, text, lang))

    def _turn(self, text: str, lang: str, old: LabelKind, kind: LabelKind) -> None:
        words = {"old": say("kinds", old), "kind": say("kinds", kind)}
        self._say(say("differences", "label_moved", text=text, lang=lang, **words))
        rows = self.ground.label_rows(self.iri, text, lang)
        self.difference.superseded |= {r.decision.where for r in rows if not r.rejected}
        self._supersede_rejections(text, lang, kind)
        self.accepted.append(label_row(self.key, kind, text, lang))

    def _remove(self, text: str, lang: str, kind: LabelKind, *, renamed: bool) -> None:
        said = say("kinds", kind)
        if kind == "preferred" and lang == self.language and not renamed:
            aside = say("differences", "name_removed", text=text, lang=lang)
            self.difference.aside.append(aside)
            return
        if not renamed:
            self._say(say("differences", "label_removed", kind=said, text=text, lang=lang))
        label = self.ground.label(self.iri, text, lang)
        rows = [r for r in self.ground.label_rows(self.iri, text, lang) if not r.rejected]
        if label.decision is None:
            last = _demoted(text) if renamed else kind
            self.rejected.append(label_row(self.key, last, text, lang, rejected=True))
        elif label.evidence or not rows:
            where = label.decision.where
            aside = say("differences", "decided_label", text=text, lang=lang, where=where)
            self.difference.aside.append(aside)
        else:
            self.difference.superseded |= {row.decision.where for row in rows}

    def _supersede_rejections(self, text: str, lang: str, kind: LabelKind) -> None:
        rows = self.ground.label_rows(self.iri, text, lang)
        self.difference.superseded |= {
            row.decision.where for row in rows if row.rejected and row.kind == kind
        }

    def _kind(self, text: str, kind: LabelKind) -> LabelKind:
        """The kind of a label that a file cannot call an acronym."""
        if kind == "alternative" and not self.edited.carries("acronym", self.language):
            return _demoted(text)
        return kind

    def _alike(self, one: LabelKind, other: LabelKind) -> bool:
        alike = {"acronym", "alternative"}
        return one == other or (
            {one, other} <= alike and not self.edited.carries("acronym", self.language)
        )

    def _is_carried(self, kind: LabelKind, lang: str) -> bool:
        if kind == "acronym" and self.edited.carries("skos:altLabel", lang):
            return True
        return self.edited.carries(_PROPERTY[kind], lang)

    def _say(self, line: str) -> None:
        self.difference.lines.append(line)


def _demoted(text: str) -> LabelKind:
    """What a preferred label becomes when another takes its place."""
    return "acronym" if is_acronym(text) else "alternative"
