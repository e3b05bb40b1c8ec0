"""What is found in a text: the gold sentences, and what holds for any text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.ask.annotate.finding import Annotation, Finder
from pipeline.ask.annotate.labels import Label, Labels
from pipeline.ask.annotate.passages import passages

from .golden import load

_GOLD, _SENTENCES = load("gold.toml")
_FINDER = Finder(_GOLD, "fr")


def finder(*labels: Label) -> Finder:
    return Finder(Labels(list(labels), {one.concept: one.concept for one in labels}), "fr")


def fr(text: str, concept: str = "c", kind: str = "preferred") -> Label:
    return Label(text, "fr", kind, concept)


def quotes(found: Finder, text: str) -> list[str]:
    return [one.quote for one in found.find(text)]


@pytest.mark.parametrize("name", ["gold.toml", "unseen.toml"])
def test_precision_and_recall_are_1_on_the_sentences_of(name: str) -> None:
    labels, sentences = load(name)
    one = Finder(labels, "fr")
    found, wanted = set(), set()
    for sentence in sentences:
        wanted |= {(sentence.text, *mark) for mark in sentence.marked}
        found |= {
            (sentence.text, a.start, a.end, tuple(sorted(c.concept for c in a.candidates)))
            for a in one.find(sentence.text)
        }
    assert (found - wanted, wanted - found) == (set(), set())


@pytest.mark.parametrize(
    ("text", "label", "kind", "match"),
    [
        ("parcours client", "parcours client", "preferred", "exact"),
        ("temps d’attente", "temps d'attente", "preferred", "exact"),
        ("parcours\n client", "parcours client", "preferred", "exact"),
        ("Parcours Client", "parcours client", "preferred", "case"),
        ("bouche à oreille", "bouche-à-oreille", "preferred", "hyphens"),
        ("Experience client", "expérience client", "preferred", "accents"),
        ("expériences clients", "expérience client", "preferred", "inflected"),
        ("VOC", "VOC", "acronym", "exact"),
        ("V.O.C.", "VOC", "acronym", "acronym"),
        ("KPIs", "KPI", "alternative", "acronym"),
    ],
)
def test_a_match_says_how_far_the_text_is_from_the_label(
    text: str, label: str, kind: str, match: str
) -> None:
    (one,) = finder(fr(label, kind=kind)).find(f"Le {text} compte.")
    (candidate,) = one.candidates
    assert (one.quote, candidate.label, candidate.kind) == (text, label, kind)
    assert candidate.match == match


def test_a_label_of_two_concepts_is_ambiguous_with_both() -> None:
    (one,) = finder(fr("trame", "b"), fr("trame", "a", "hidden")).find("Une trame.")
    assert [(c.concept, c.kind) for c in one.candidates] == [("a", "hidden"), ("b", "preferred")]


def test_a_stated_form_outranks_one_that_is_only_derived() -> None:
    (one,) = finder(fr("vente", "a"), fr("ventes", "b")).find("Les ventes.")
    assert [c.concept for c in one.candidates] == ["b"]


def test_a_concept_is_named_once_by_its_closest_label() -> None:
    labels = (fr("Retours", kind="hidden"), fr("retour"), fr("retours", kind="alternative"))
    (one,) = finder(*labels).find("des retours")
    assert [(c.label, c.kind) for c in one.candidates] == [("retours", "alternative")]


def test_signs_of_a_label_must_stand_in_the_text() -> None:
    found = finder(fr("C++"), fr("A/B testing"), fr(".NET"), fr("suivi (client)"))
    text = "Du C++, un C, du .NET ou NET, A/B testing, A B testing, suivi (client), suivi client"
    assert quotes(found, text) == ["C++", ".NET", "A/B testing", "suivi (client)"]


def test_an_acronym_that_is_a_word_is_that_word_among_capitals() -> None:
    found = finder(fr("CES", kind="acronym"), fr("SLA", kind="acronym"))
    assert quotes(found, "CES MOTS, LE SLA GARANTI") == ["SLA"]
    assert quotes(found, "Le CES monte. CES, NPS") == ["CES", "CES"]


def test_a_label_without_a_word_finds_nothing() -> None:
    assert quotes(finder(fr("++"), fr(" ")), "++ et + et rien") == []


def test_a_label_in_a_language_without_rules_is_found_as_it_stands() -> None:
    found = finder(Label("Kunde", "de", "preferred", "c"))
    assert quotes(found, "Der Kunde, die Kundes, KUNDE") == ["Kunde", "KUNDE"]


def test_a_word_of_very_many_hyphens_takes_no_time() -> None:
    assert quotes(finder(fr("vente"), fr("ventes")), "-".join(["ventes"] * 5_000)) == []


def test_a_long_blank_inside_a_term_ends_it() -> None:
    assert quotes(finder(fr("voix du client")), f"voix{' ' * 5_000}du client") == []


def test_the_order_of_the_labels_makes_no_difference() -> None:
    backwards = Finder(Labels(_GOLD.labels[::-1], _GOLD.names), "fr")
    for sentence in _SENTENCES:
        assert list(backwards.find(sentence.text)) == list(_FINDER.find(sentence.text))


_WORDS = sorted({word for sentence in _SENTENCES for word in sentence.text.split(" ")})
_TEXTS = st.lists(st.one_of(st.sampled_from(_WORDS), st.text(max_size=8)), max_size=30).flatmap(
    lambda words: st.sampled_from([" ", "\n", "-", "", "'", "\n\n"]).map(lambda by: by.join(words))
)


@given(_TEXTS)
def test_annotations_quote_exactly_in_order_and_never_overlap(text: str) -> None:
    found = list(_FINDER.find(text))
    for one in found:
        assert text[one.start : one.end] == one.quote != ""
    for before, after in pairwise(found):
        assert before.end <= after.start


@given(_TEXTS, st.integers(0, 40))
def test_unrelated_words_before_a_text_shift_what_is_found(text: str, number: int) -> None:
    before = "lorem ipsum " * number + "\n\n"
    shifted = [(a.start - len(before), a.quote, a.candidates) for a in _FINDER.find(before + text)]
    assert shifted == [(a.start, a.quote, a.candidates) for a in _FINDER.find(text)]


@settings(max_examples=15, deadline=None)
@given(st.lists(_TEXTS, min_size=1, max_size=6), st.integers(700, 9_000), st.integers(0, 400))
def test_a_text_gives_the_same_wherever_it_is_cut(
    texts: list[str], size: int, padding: int
) -> None:
    text = ("mot " * padding).join([*texts, *(s.text for s in _SENTENCES), ""]) * 3
    cut = [text[at : at + size] for at in range(0, len(text), size)]
    found = list(passages(_FINDER, cut))
    assert "".join(one.text for one in found) == text
    annotations: list[Annotation] = [one.annotation for one in found if one.annotation]
    assert annotations == list(_FINDER.find(text))
