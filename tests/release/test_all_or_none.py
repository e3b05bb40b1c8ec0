"""A set of files is put in place whole, or nothing of the project changes."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import all_or_none
from pipeline.all_or_none import put_in_place, take_back

from .conftest import picture

Unchanged = Callable[[Path], Callable[[], None]]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with two files; new ones lie beside it."""
    folder = tmp_path / "project"
    (folder / "ontology").mkdir(parents=True)
    (folder / "output/work").mkdir(parents=True)
    for name, text in (("ontology/a", "old a"), ("b", "old b")):
        (folder / name).write_text(text, encoding="utf-8")
        os.utime(folder / name, (1_000_000, 1_000_000))
    return folder


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """Two files that replace others, one that is new in two new folders."""
    found = {}
    for name in ("ontology/a", "b", "output/releases/1/c"):
        found[name] = tmp_path / name.replace("/", "-")
        found[name].write_text(f"new {name}", encoding="utf-8")
    return found


def test_all_are_put_in_place_in_their_order(project: Path, files: dict[str, Path]) -> None:
    put_in_place(project, files)
    assert {name: (project / name).read_text(encoding="utf-8") for name in files} == {
        name: f"new {name}" for name in files
    }
    times = [(project / name).stat().st_mtime_ns for name in files]
    assert times == sorted(times)
    assert not (project / "output/work/journal").exists()
    assert [path.name for path in project.rglob(".*")] == []


@pytest.mark.parametrize(
    ("step", "failing"), [*(("copyfile", n) for n in range(5)), *(("replace", n) for n in range(3))]
)
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_whatever_fails_all_is_as_it_was(
    project: Path,
    files: dict[str, Path],
    unchanged: Unchanged,
    monkeypatch: pytest.MonkeyPatch,
    failing: int,
    step: str,
    error: BaseException,
) -> None:
    same = unchanged(project)
    owner: object = shutil if step == "copyfile" else Path
    real = getattr(owner, step)
    calls: list[Path] = []

    def fail(source: Path, target: Path, **options: bool) -> object:
        # The journal's own file is no part of the set.
        if target.name != "journal.json":
            calls.append(target)
            if len(calls) == failing + 1:
                raise error
        return real(source, target, **options)

    monkeypatch.setattr(owner, step, fail)
    with pytest.raises(type(error)):
        put_in_place(project, files)
    monkeypatch.undo()
    same()


def killed(project: Path, files: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop after two of three files, as where the machine goes down: nothing is taken back."""
    real, moved = Path.replace, []

    def replace(source: Path, target: Path) -> object:
        if target.name != "journal.json":
            moved.append(target)
            if len(moved) > 2:
                raise OSError
        return real(source, target)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(all_or_none, "take_back", lambda _: None)
    with pytest.raises(OSError):
        put_in_place(project, files)
    monkeypatch.undo()


def test_the_run_after_a_killed_one_takes_the_step_back(
    project: Path, files: dict[str, Path], unchanged: Unchanged, monkeypatch: pytest.MonkeyPatch
) -> None:
    same = unchanged(project)
    killed(project, files, monkeypatch)
    assert (project / "b").read_text(encoding="utf-8") == "new b"
    take_back(project)
    same()


def test_a_file_that_was_edited_since_is_left_as_it_is(
    project: Path, files: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    killed(project, files, monkeypatch)
    (project / "b").write_text("mine", encoding="utf-8")
    take_back(project)
    assert (project / "b").read_text(encoding="utf-8") == "mine"
    assert (project / "ontology/a").read_text(encoding="utf-8") == "old a"


def test_a_signal_waits_until_the_set_is_whole_and_then_all_is_taken_back(
    project: Path, files: dict[str, Path], unchanged: Unchanged, monkeypatch: pytest.MonkeyPatch
) -> None:
    same = unchanged(project)
    real = Path.replace
    moved: list[str] = []

    def interrupted(source: Path, target: Path) -> object:
        if target.name == "b" and "b" not in moved:
            os.kill(os.getpid(), signal.SIGINT)
        moved.append(target.relative_to(project).as_posix())
        return real(source, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        put_in_place(project, files)
    monkeypatch.undo()
    assert [name for name in moved if name in files][:3] == list(files)
    same()


def test_without_an_interrupted_run_nothing_is_taken_back(project: Path) -> None:
    before = picture(project)
    take_back(project)
    assert picture(project) == before
