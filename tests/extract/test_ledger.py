"""The ledger is a partition, whatever the readers claim and whatever the text holds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.anatomy import claims_of, refine
from pipeline.extract.containers.plain import document_of
from pipeline.extract.ledger import partition
from pipeline.extract.readers import READERS
from pipeline.model import LEDGER_KINDS, Span

FRAGMENTS = st.sampled_from(
    [
        "Terme Définition\n",
        "Bêche",
        "\n",
        "\n\n",
        "1. ",
        "2. ",
        "Désigne un outil.",
        "[t title=”",
        "”]",
        "[/t]",
        '"',
        "Un arbre est une plante qui vit longtemps et porte des feuilles.",
        " ",
        "\r\n",
        "En savoir plus",
        "On parle de ",
        "\u2028",
        "\ufeff",
        "“",
        "<b>",
        "=",
        "Jardinia",
    ]
)
TEXTS = st.lists(st.one_of(FRAGMENTS, st.text(max_size=5)), max_size=40).map("".join)


def check_partition(text: str, spans: dict[str, list[Span]]) -> None:
    assert tuple(spans) == LEDGER_KINDS
    pieces = sorted(span for kind in spans.values() for span in kind)
    end = 0
    for piece in pieces:
        assert piece.start == end < piece.end
        end = piece.end
    assert end == len(text)


@given(TEXTS)
def test_every_reader_accounts_for_every_character(text: str) -> None:
    document = document_of(text)
    for reader in READERS:
        reading = refine(document, reader.read(document, "Jardinia"))
        spans = partition(text, [*reading.claims, *claims_of(reading.entries)])
        check_partition(text, spans)
        inside = {
            offset
            for kind in ("definition", "headword")
            for span in spans[kind]
            for offset in range(span.start, span.end)
        }
        for entry in reading.entries:
            for sense in entry.senses:
                for span in sense:
                    assert set(range(span.start, span.end)) <= inside


@given(
    st.text(max_size=30),
    st.lists(
        st.tuples(st.sampled_from(LEDGER_KINDS), st.integers(0, 30), st.integers(0, 30)),
        max_size=8,
    ),
)
def test_any_claims_give_a_partition(text: str, claims: list[tuple[str, int, int]]) -> None:
    inside = [
        (kind, min(start, len(text)), max(min(start, len(text)), min(end, len(text))))
        for kind, start, end in claims
    ]
    check_partition(text, partition(text, inside))  # type: ignore[arg-type]


def test_the_headword_wins_over_the_definition_that_begins_with_it() -> None:
    spans = partition("ARPU désigne", [("definition", 0, 12), ("headword", 0, 4)])
    assert (spans["headword"], spans["definition"]) == ([Span(0, 4)], [Span(4, 12)])


def test_what_nobody_claims_is_blank_or_unassigned() -> None:
    spans = partition("a b", [])
    assert (spans["unassigned"], spans["blank"]) == ([Span(0, 1), Span(2, 3)], [Span(1, 2)])
