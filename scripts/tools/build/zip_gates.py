"""What a function's zip must be before it is deployed. Each gate raises Refused with the file, the limit and a remedy."""

import io
import zipfile
from pathlib import Path

from tools.build import packing
from tools.build.binary_gates import Refused


def check(zipped: Path, content: bytes, data: set[str], budget_kb: int | None) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
    check_names(zipped, [entry.filename for entry in entries], data)
    check_entries(zipped, entries)
    if budget_kb is not None:
        check_budget(zipped, len(content), budget_kb)


def check_names(zipped: Path, names: list[str], data: set[str]) -> None:
    wanted = {"bootstrap"} | data
    for name in names:
        if name not in wanted:
            raise Refused(
                f"{zipped}: holds {name}, and must hold only {', '.join(sorted(wanted))}; "
                'list it under "data" in function.json, or leave it out'
            )
    missing = sorted(wanted - set(names))
    if missing:
        raise Refused(f"{zipped}: lacks {', '.join(missing)}; build it again with scripts/build")
    if len(names) > len(wanted):
        raise Refused(f"{zipped}: holds a name twice; build it again with scripts/build")


def check_entries(zipped: Path, entries: list[zipfile.ZipInfo]) -> None:
    for entry in entries:
        mode = packing.EXECUTABLE if entry.filename == "bootstrap" else packing.DATA
        if entry.external_attr >> 16 != mode:
            raise Refused(
                f"{zipped}: {entry.filename} has mode {entry.external_attr >> 16:o}, and must have {mode:o}; "
                "pack it with scripts/build, not with zip"
            )
        if entry.date_time != packing.TIME or entry.extra:
            raise Refused(
                f"{zipped}: {entry.filename} says when or by whom it was packed, so that the same sources give other bytes; "
                "pack it with scripts/build, not with zip"
            )


def check_budget(zipped: Path, size: int, budget_kb: int) -> None:
    if size > budget_kb * 1000:
        raise Refused(
            f"{zipped}: has {size / 1000:.0f} kB, and its budget is {budget_kb} kB; "
            "find out what grew, or raise zip_kb in functions/budgets.json and say why"
        )
