"""A function's software bill of materials: SPDX 2.3 as JSON, from its lock file and its zip. For a statically linked
function, it includes the C library.

https://spdx.github.io/spdx-spec/v2.3/. The same zip, packages and time produce the same bytes.
"""

import hashlib
import json
import re
import uuid
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tools.common.repository import NAME
from tools.sbom import c_library
from tools.sbom.c_library import CLibrary
from tools.sbom.locked_packages import Package

DOCUMENT = "SPDXRef-DOCUMENT"
ZIP = "SPDXRef-Zip"


def bill(name: str, arch: str, content: Path, packages: list[Package], library: CLibrary, created: datetime) -> dict[str, Any]:
    """The document for a zip. It includes the library if the bootstrap is statically linked."""
    with zipfile.ZipFile(content) as archive:
        entries = {entry: archive.read(entry) for entry in archive.namelist()}
    files = [file(entry, read) for entry, read in entries.items()]
    libraries = [c_library_package(library, arch)] if c_library.is_linked_into(entries["bootstrap"]) else []
    document: dict[str, Any] = {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": DOCUMENT,
        "name": f"{name}-linux-{arch}",
        "creationInfo": {"created": created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), "creators": [f"Tool: {NAME}-sbom-1"]},
        "packages": [zip_package(name, content, files), *map(package, packages), *libraries],
        "files": files,
        "relationships": [relationship(DOCUMENT, "DESCRIBES", ZIP)]
        + [relationship(ZIP, "CONTAINS", each["SPDXID"]) for each in files]
        + [used(each) for each in packages]
        + [relationship("SPDXRef-File-bootstrap", "STATIC_LINK", each["SPDXID"]) for each in libraries],
    }
    # A name that identifies this document without being random.
    document["documentNamespace"] = (
        f"https://spdx.org/spdxdocs/{NAME}-{document['name']}-{uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(document))}"
    )
    return document


def zip_package(name: str, content: Path, files: list[dict[str, Any]]) -> dict[str, Any]:
    checksums = sorted(each["checksums"][0]["checksumValue"] for each in files)
    return {
        "SPDXID": ZIP,
        "name": name,
        "packageFileName": content.name,
        "downloadLocation": "NOASSERTION",
        "filesAnalyzed": True,
        "packageVerificationCode": {"packageVerificationCodeValue": hashlib.sha1("".join(checksums).encode()).hexdigest()},
        "checksums": checksums_of(content.read_bytes()),
        "primaryPackagePurpose": "APPLICATION",
        "licenseConcluded": "NOASSERTION",
        "licenseDeclared": "MIT",
        "copyrightText": "NOASSERTION",
    }


def package(found: Package) -> dict[str, Any]:
    return {
        "SPDXID": identifier(found),
        "name": found.name,
        "versionInfo": found.version,
        "downloadLocation": f"https://www.nuget.org/api/v2/package/{found.name}/{found.version}",
        "filesAnalyzed": False,
        "licenseConcluded": "NOASSERTION",
        "licenseDeclared": found.license or "NOASSERTION",
        "copyrightText": "NOASSERTION",
        # It excludes the package's signature, so it isn't a checksum of the downloaded file.
        "sourceInfo": f"NuGet's content hash, SHA-512 in base64: {found.content_hash}" if found.content_hash else "not in the lock file",
        "externalRefs": [
            {
                "referenceCategory": "PACKAGE-MANAGER",
                "referenceType": "purl",
                "referenceLocator": f"pkg:nuget/{found.name}@{found.version}",
            }
        ],
    }


def c_library_package(found: CLibrary, arch: str) -> dict[str, Any]:
    about: dict[str, Any] = {
        "SPDXID": "SPDXRef-Package-glibc",
        "name": "glibc",
        "downloadLocation": "NOASSERTION",
        "filesAnalyzed": False,
        "licenseConcluded": "NOASSERTION",
        "licenseDeclared": "LGPL-2.1-or-later",
        "copyrightText": "NOASSERTION",
        "sourceInfo": "linked statically from the machine that built the zip; Lambda does not update it",
    }
    if found.version:
        about["versionInfo"] = found.version
        architecture = c_library.DEBIAN_ARCHITECTURES[arch]
        # A plus sign must be escaped in a purl's version: https://github.com/package-url/purl-spec.
        locator = f"pkg:deb/{found.distribution}/glibc@{found.version.replace('+', '%2B')}?arch={architecture}"
        about["externalRefs"] = [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": locator}]
    return about


def file(name: str, content: bytes) -> dict[str, Any]:
    return {
        "SPDXID": f"SPDXRef-File-{safe(name)}",
        "fileName": f"./{name}",
        "fileTypes": ["BINARY" if name == "bootstrap" else "OTHER"],
        "checksums": checksums_of(content),
        "licenseConcluded": "NOASSERTION",
        "copyrightText": "NOASSERTION",
    }


def used(found: Package) -> dict[str, str]:
    if found.is_build_tool:
        return relationship(identifier(found), "BUILD_TOOL_OF", ZIP)
    return relationship("SPDXRef-File-bootstrap", "STATIC_LINK", identifier(found))


def relationship(element: str, kind: str, related: str) -> dict[str, str]:
    return {"spdxElementId": element, "relationshipType": kind, "relatedSpdxElement": related}


def checksums_of(content: bytes) -> list[dict[str, str]]:
    return [
        {"algorithm": "SHA1", "checksumValue": hashlib.sha1(content).hexdigest()},
        {"algorithm": "SHA256", "checksumValue": hashlib.sha256(content).hexdigest()},
    ]


def identifier(found: Package) -> str:
    return f"SPDXRef-Package-{safe(found.name)}-{safe(found.version)}"


def safe(name: str) -> str:
    """Identifiers consist of letters, digits, dots and hyphens."""
    return re.sub(r"[^A-Za-z0-9.-]", "-", name)
