"""The packages in a function and those used to build it, from its packages.lock.json."""

import json
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

# Packages that compile and check a function, and that aren't part of it.
BUILD_TOOLS = ("ILCompiler", "ILLink.Tasks")


@dataclass(frozen=True)
class Package:
    name: str
    version: str
    content_hash: str | None
    license: str | None

    @property
    def is_build_tool(self) -> bool:
        return self.name.endswith(BUILD_TOOLS)


def read(lock: Path, arch: str, aot_version: str, folder: Path) -> list[Package]:
    """The packages by name. Native AOT's runtime isn't a package reference, so it isn't in a lock file: its version is pinned."""
    targets = json.loads(lock.read_text(encoding="utf-8"))["dependencies"]
    versions: dict[str, tuple[str, str | None]] = {
        f"Microsoft.NETCore.App.Runtime.NativeAOT.linux-{arch}": (aot_version, None)
    }
    for target, dependencies in targets.items():
        if "/" in target and not target.endswith(f"/linux-{arch}"):
            continue
        for name, dependency in dependencies.items():
            if dependency["type"] != "Project":
                versions[name] = dependency["resolved"], dependency["contentHash"]
    return [
        Package(name, version, content_hash, license_of(folder, name, version))
        for name, (version, content_hash) in sorted(versions.items(), key=lambda item: item[0].lower())
    ]


def license_of(folder: Path, name: str, version: str) -> str | None:
    """The SPDX expression that the package declares, if it has been downloaded and declares one."""
    specification = folder / name.lower() / version.lower() / f"{name.lower()}.nuspec"
    if not specification.exists():
        return None
    # The namespace depends on the age of the package.
    found = ET.parse(specification).find("./{*}metadata/{*}license[@type='expression']")
    return found.text if found is not None else None
