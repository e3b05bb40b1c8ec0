"""The libraries inside the explorer: what stands there is what is said of it, with its licence."""

from __future__ import annotations

import hashlib
import json
import tomllib
from pathlib import Path

import pytest

VENDOR = Path("pipeline/publish/explorer/vendor")


@pytest.fixture(scope="module")
def told(project: Path) -> dict[str, list[dict[str, str]]]:
    return tomllib.loads((project / VENDOR / "vendor.toml").read_text(encoding="utf-8"))


def test_every_file_is_the_one_that_was_built(
    project: Path, told: dict[str, list[dict[str, str]]]
) -> None:
    files = {path.name: path for path in (project / VENDOR).glob("*") if path.is_file()}
    assert {one["name"] for one in told["file"]} == set(files) - {"vendor.toml"}
    for one in told["file"]:
        digest = hashlib.sha256(files[one["name"]].read_bytes()).hexdigest()
        assert digest == one["sha256"], f"{one['name']}: run `make vendor`"


def test_every_package_has_its_version_and_licence(
    project: Path, told: dict[str, list[dict[str, str]]]
) -> None:
    inside = {name for one in told["file"] for name in one["packages"]}
    assert {one["name"] for one in told["package"]} == inside
    for one in told["package"]:
        assert one["version"][0].isdigit()
        assert "MIT" in one["licence"]
        text = (project / VENDOR / one["text"]).read_text(encoding="utf-8")
        assert "Copyright" in text
        assert "without restriction" in " ".join(text.split())
    kept = {f"licences/{path.name}" for path in (project / VENDOR / "licences").iterdir()}
    assert kept == {one["text"] for one in told["package"]}


def test_the_versions_are_those_that_npm_is_locked_to(
    project: Path, told: dict[str, list[dict[str, str]]]
) -> None:
    lock = json.loads((project / VENDOR / "build/package-lock.json").read_text(encoding="utf-8"))
    for one in told["package"]:
        assert lock["packages"][f"node_modules/{one['name']}"]["version"] == one["version"]
    assert "The package of npm ships no licence text." in (
        project / VENDOR / "licences/oxigraph.txt"
    ).read_text(encoding="utf-8")
