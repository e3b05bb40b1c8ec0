"""The files of tables/, by the name each has in output/."""

from __future__ import annotations

from pipeline.publish.inputs import Build
from pipeline.publish.tables.annif import annif
from pipeline.publish.tables.collibra import collibra
from pipeline.publish.tables.notice import notice, sharepoint_notice
from pipeline.publish.tables.opentheso import opentheso
from pipeline.publish.tables.poolparty import poolparty
from pipeline.publish.tables.records import read_records
from pipeline.publish.tables.sharepoint import sharepoint
from pipeline.publish.tables.vocabulary import vocabulary_book
from pipeline.publish.wording import Wording


def table_files(build: Build, wording: Wording) -> dict[str, bytes]:
    """Each file that programs or people read as a sheet, and the notices of what they leave out."""
    records = read_records(build)
    written = {
        "vocabulary.xlsx": vocabulary_book(build, records, wording),
        "poolparty.xlsx": poolparty(records),
        "opentheso.csv": opentheso(records),
        "annif.csv": annif(records),
        "collibra.csv": collibra(records, build, wording),
    }
    term_sets, lost = sharepoint(records)
    remarks = {name: found for name, (_, found) in written.items()}
    return {
        **{f"tables/{name}": content for name, (content, _) in written.items()},
        **{f"tables/sharepoint/{name}": content for name, content in term_sets.items()},
        "tables/sharepoint/LISEZMOI.txt": sharepoint_notice(records, wording, term_sets, lost),
        "tables/LISEZMOI.md": notice(records, wording, remarks, len(term_sets), len(lost)),
    }
