"""Stage files: written atomically, read strictly."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import GlossographError, StageError
from pipeline.files import read_json, read_lines, write_bytes, write_json, write_lines
from pipeline.model import Span


def test_records_come_back_as_they_were_written(tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", [Span(1, 2), Span(3, 4)])
    write_json(tmp_path / "a.json", Span(5, 6))
    assert read_lines(tmp_path / "a.jsonl", Span, made_by="extract") == [Span(1, 2), Span(3, 4)]
    assert read_json(tmp_path / "a.json", Span, made_by="extract") == Span(5, 6)


def test_a_write_that_fails_leaves_the_old_file_and_no_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    write_bytes(path, b"old")

    def refuse(self: Path, target: Path) -> Path:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="disk full"):
        write_bytes(path, b"new")
    assert [(item.name, item.read_bytes()) for item in tmp_path.iterdir()] == [("a.txt", b"old")]


def test_a_missing_stage_file_says_which_stage_to_run(tmp_path: Path) -> None:
    with pytest.raises(StageError, match="run `make map` first"):
        read_json(tmp_path / "x.json", Span, made_by="map")


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff"])
def test_a_damaged_stage_file_says_what_to_do(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.json").write_bytes(content)
    with pytest.raises(StageError, match=r"not a file that the stage `map` writes .*; delete it"):
        read_json(tmp_path / "x.json", Span, made_by="map")


def test_a_damaged_line_is_named_by_its_number(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_bytes(b"[1,2]\n[3]\n")
    with pytest.raises(StageError, match=r"x\.jsonl: .*line 2: "):
        read_lines(tmp_path / "x.jsonl", Span, made_by="extract")


def test_an_error_is_one_line_whatever_it_is_told() -> None:
    error = GlossographError("two\nlines", where="a.toml:3", remedy="do\nthis")
    assert str(error) == "a.toml:3: two lines; do this"
    assert str(GlossographError("alone")) == "alone"
