"""What the server holds of one dataset; an update brings another of these."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from pipeline.ask.explain.passages import RawTexts
from pipeline.ask.serve.downloads import Downloads
from pipeline.ask.serve.pages import Pages
from pipeline.ask.serve.reconcile.service import Reconciliation
from pipeline.ask.serve.resources import Resources
from pipeline.vocabulary import Vocabulary


class Served:
    """Resources, pages and reconciliation over one dataset; beside them the published files."""

    def __init__(
        self, store: ox.Store, vocabulary: Vocabulary, project: Path, downloads: Downloads
    ) -> None:
        self.downloads = downloads
        self.resources = Resources(store, vocabulary)
        self.pages = Pages(self.resources, RawTexts(project))
        self.reconciliation = Reconciliation(store, vocabulary)
