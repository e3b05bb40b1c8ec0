"""Every rule that may stand in the evidence has a name that a French reader understands."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from pipeline.rules import rules

# Rules of what is shown elsewhere than in an explanation.
ELSEWHERE = {"noun-phrase", "opening-sentence", "term-that-fits-the-list"}


def worded() -> set[str]:
    return {rule for rule, words in rules().items() if words["fr"] and words["en"]}


def test_the_rules_of_the_relations_have_words(project: Path) -> None:
    text = (project / "pipeline/map/relations.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    rules = {cue["rule"] for cue in data["cue"]} | {data["examples"]["rule"]}
    assert rules <= worded()


def test_the_rules_that_the_code_names_have_words(project: Path) -> None:
    found = {
        rule
        for path in (project / "pipeline/map").glob("*.py")
        for rule in re.findall(r'"([a-z]+(?:-[a-z]+)+)"', path.read_text(encoding="utf-8"))
    }
    assert found - ELSEWHERE <= worded()
    assert found > ELSEWHERE
