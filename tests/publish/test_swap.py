"""The swap: a whole set or nothing, and an interrupted one is finished by the next run."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from pipeline.errors import StageError
from pipeline.publish import swap
from pipeline.publish.swap import Staging


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


def publish(output: Path, **files: str) -> None:
    """Publish files; `a_txt` stands for `a.txt`."""
    staging = Staging(output, output.parent / "identifiers.csv")
    staging.recover()
    for name, text in files.items():
        staging.add(name.replace("_", "."), text.encode("utf-8"))
    staging.swap()


def shown(output: Path) -> dict[str, str]:
    """The published files with their texts; work/ is not published."""
    return {
        path.relative_to(output).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(output.rglob("*"))
        if path.is_file() and "work" not in path.relative_to(output).parts
    }


def test_a_set_replaces_the_one_before_it(output: Path) -> None:
    publish(output, a_txt="1", b_txt="1")
    publish(output, a_txt="2", c_txt="2")
    assert shown(output) == {"a.txt": "2", "c.txt": "2"}


def test_files_that_were_never_published_stay(output: Path) -> None:
    (output / "releases").mkdir(parents=True)
    (output / "releases" / "b.txt").write_text("mine", encoding="utf-8")
    (output / "b.txt").write_text("mine", encoding="utf-8")
    publish(output, a_txt="1")
    assert shown(output) == {"a.txt": "1", "b.txt": "mine", "releases/b.txt": "mine"}


def test_a_file_with_the_same_bytes_is_not_touched(output: Path) -> None:
    publish(output, a_txt="1", b_txt="1")
    os.utime(output / "a.txt", ns=(1, 1))
    inode = (output / "a.txt").stat().st_ino
    publish(output, a_txt="1", b_txt="2")
    assert (output / "a.txt").stat().st_mtime_ns == 1
    assert (output / "a.txt").stat().st_ino == inode
    assert shown(output)["b.txt"] == "2"


def test_files_may_lie_in_folders(output: Path) -> None:
    staging = Staging(output, output.parent / "identifiers.csv")
    staging.recover()
    staging.add("tables/annif.csv", b"x")
    staging.swap()
    assert shown(output) == {"tables/annif.csv": "x"}


@pytest.mark.parametrize("name", ["../a.txt", "/a.txt", "work/a.txt"])
def test_a_name_outside_the_published_set_is_refused(output: Path, name: str) -> None:
    staging = Staging(output, output.parent / "identifiers.csv")
    staging.recover()
    with pytest.raises(ValueError, match="not a name inside the output folder"):
        staging.add(name, b"")


def test_what_was_not_staged_completely_is_thrown_away(output: Path) -> None:
    publish(output, a_txt="1")
    broken = Staging(output, output.parent / "identifiers.csv")
    broken.recover()
    broken.add("a.txt", b"half")
    broken.add("b.txt", b"half")
    Staging(output, output.parent / "identifiers.csv").recover()
    assert shown(output) == {"a.txt": "1"}
    publish(output, a_txt="2")
    assert shown(output) == {"a.txt": "2"}


@pytest.mark.parametrize("moves", [0, 1, 2, 3])
def test_a_swap_that_was_interrupted_after_some_moves_is_finished_by_the_next_run(
    output: Path, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    publish(output, a_txt="1", b_txt="1", c_txt="1", old_txt="1")
    with monkeypatch.context() as patch:
        _interrupt_after(patch, output, moves)
        with pytest.raises(KeyboardInterrupt):
            publish(output, a_txt="2", b_txt="2", c_txt="2", d_txt="2")
    Staging(output, output.parent / "identifiers.csv").recover()
    assert shown(output) == {"a.txt": "2", "b.txt": "2", "c.txt": "2", "d.txt": "2"}


def _interrupt_after(patch: pytest.MonkeyPatch, output: Path, moves: int) -> None:
    """Interrupt the program when it is about to move one more file into the output folder."""
    done = 0
    move = Path.replace

    def counted(self: Path, target: Path) -> Path:
        nonlocal done
        if Path(target).parent == output:
            if done == moves:
                raise KeyboardInterrupt
            done += 1
        return move(self, target)

    patch.setattr(Path, "replace", counted)


def test_an_interrupted_swap_whose_files_are_gone_says_what_to_do(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        _interrupt_after(patch, output, 0)
        with pytest.raises(KeyboardInterrupt):
            publish(output, a_txt="1")
    (output / "work" / "staging" / "files" / "a.txt").unlink()
    with pytest.raises(StageError, match=r"a\.txt: .* cannot be finished.*; delete .*staging"):
        publish(output, a_txt="2")


def test_a_copy_of_identifiers_that_a_crash_left_beside_them_is_removed_by_the_next_run(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = output.parent / "fresh.csv"
    fresh.write_text("new", encoding="utf-8")
    staging = Staging(output, output.parent / "identifiers.csv")
    staging.add_identifiers(fresh)
    with monkeypatch.context() as patch:
        patch.setattr(swap, "_copy_time", _crash)
        with pytest.raises(KeyboardInterrupt):
            staging.swap()
    copies = [path.name for path in output.parent.glob(".identifiers*")]
    shutil.rmtree(output / "work")  # as `make clean` does
    Staging(output, output.parent / "identifiers.csv").recover()
    assert len(copies) == 1
    assert list(output.parent.glob(".identifiers*")) == []


def _crash(*_: object) -> None:
    raise KeyboardInterrupt


def test_identifiers_are_installed_with_the_time_they_were_written(output: Path) -> None:
    fresh = output.parent / "fresh.csv"
    fresh.write_text("new", encoding="utf-8")
    os.utime(fresh, ns=(5_000, 5_000))
    installed = output.parent / "identifiers.csv"
    installed.write_text("old", encoding="utf-8")
    staging = Staging(output, installed)
    staging.recover()
    staging.add_identifiers(fresh)
    staging.swap()
    assert installed.read_text(encoding="utf-8") == "new"
    assert installed.stat().st_mtime_ns == 5_000


def test_identifiers_that_did_not_change_keep_their_time(output: Path) -> None:
    fresh = output.parent / "fresh.csv"
    fresh.write_text("same", encoding="utf-8")
    installed = output.parent / "identifiers.csv"
    installed.write_text("same", encoding="utf-8")
    os.utime(installed, ns=(1, 1))
    staging = Staging(output, installed)
    staging.recover()
    staging.add_identifiers(fresh)
    staging.swap()
    assert installed.stat().st_mtime_ns == 1
