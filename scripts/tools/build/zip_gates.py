"""Checks a function's zip before it is deployed. Each check raises Refused with the file, the limit and a remedy."""

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
                f"{zipped}: contains {name}, but may contain only {', '.join(sorted(wanted))}; "
                'list it under "data" in function.json, or remove it'
            )
    missing = sorted(wanted - set(names))
    if missing:
        raise Refused(f"{zipped}: doesn't contain {', '.join(missing)}; build it again with scripts/build")
    if len(names) > len(wanted):
        raise Refused(f"{zipped}: contains a name twice; build it again with scripts/build")


def check_entries(zipped: Path, entries: list[zipfile.ZipInfo]) -> None:
    for entry in entries:
        mode = packing.EXECUTABLE if entry.filename == "bootstrap" else packing.DATA
        if entry.external_attr >> 16 != mode:
            raise Refused(
                f"{zipped}: {entry.filename} has mode {entry.external_attr >> 16:o}, but must have {mode:o}; "
                "pack it with scripts/build, not with zip"
            )
        if entry.date_time != packing.TIME or entry.extra:
            raise Refused(
                f"{zipped}: {entry.filename} records when or by whom it was packed, so the same sources produce different bytes; "
                "pack it with scripts/build, not with zip"
            )


def check_budget(zipped: Path, size: int, budget_kb: int) -> None:
    if size > budget_kb * 1000:
        raise Refused(
            f"{zipped}: has {size / 1000:.0f} KB, but its budget is {budget_kb} KB; "
            "find out what grew, or raise zip_kb in functions/budgets.json and give the reason"
        )
