import hashlib
import json
import re
import subprocess
import tempfile
import unittest
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tools.sbom import c_library, document, locked_packages

LOCK = {
    "version": 2,
    "dependencies": {
        "net10.0": {
            "Microsoft.DotNet.ILCompiler": {"type": "Direct", "resolved": "10.0.1", "contentHash": "YQ=="},
            "Some.Library": {"type": "Direct", "resolved": "1.2.3", "contentHash": "Yg=="},
            "Its.Dependency": {"type": "Transitive", "resolved": "4.5.6-beta+7", "contentHash": "Yw=="},
            "Quickchange.Algorithms": {"type": "Project"},
        },
        "net10.0/linux-arm64": {"runtime.linux-arm64.Microsoft.DotNet.ILCompiler": {"type": "Transitive", "resolved": "10.0.1", "contentHash": "ZA=="}},
        "net10.0/linux-x64": {"runtime.linux-x64.Microsoft.DotNet.ILCompiler": {"type": "Transitive", "resolved": "10.0.1", "contentHash": "ZQ=="}},
    },
}
SPECIFICATION = """<package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
  <metadata><id>Some.Library</id><license type="expression">Apache-2.0 OR MIT</license></metadata>
</package>"""


def problems(bill: dict[str, Any]) -> list[str]:
    """The elements that SPDX 2.3 requires but that the document doesn't contain: https://spdx.github.io/spdx-spec/v2.3/."""
    found: list[str] = []

    def require(condition: bool, clause: str) -> None:
        if not condition:
            found.append(clause)

    def matches(value: Any, pattern: str) -> bool:
        return isinstance(value, str) and re.fullmatch(pattern, value) is not None

    require(bill.get("spdxVersion") == "SPDX-2.3", "6.1 SPDX version")
    require(bill.get("dataLicense") == "CC0-1.0", "6.2 data license")
    require(bill.get("SPDXID") == "SPDXRef-DOCUMENT", "6.3 SPDX identifier")
    require(bool(bill.get("name")), "6.4 document name")
    require(matches(bill.get("documentNamespace"), r"[a-z]+://[^#\s]+"), "6.5 namespace: an absolute URI without #")
    info = bill.get("creationInfo", {})
    require(bool(info.get("creators")), "6.8 creator")
    require(all(matches(each, r"(Person|Organization): .+|Tool: \S+-\S+") for each in info.get("creators", [])), "6.8 creator's form")
    require(matches(info.get("created"), r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"), "6.9 created")

    packages, files = bill.get("packages", []), bill.get("files", [])
    for package in packages:
        require(bool(package.get("name")), "7.1 package name")
        require(bool(package.get("downloadLocation")), "7.7 download location")
        require(package.get("filesAnalyzed", True) == ("packageVerificationCode" in package), "7.9 verification code only with analyzed files")
        for reference in package.get("externalRefs", []):
            require(reference.get("referenceCategory") == "PACKAGE-MANAGER" and reference.get("referenceType") == "purl", "7.21 external reference")
            require(matches(reference.get("referenceLocator"), r"pkg:(?:nuget|deb/\w+)/[^@\s]+@\S+"), "7.21 its locator")
    for file in files:
        require(matches(file.get("fileName"), r"\./.+"), "8.1 file name")
        sums = {each["algorithm"]: each["checksumValue"] for each in file.get("checksums", [])}
        require(matches(sums.get("SHA1"), "[0-9a-f]{40}"), "8.4 file checksum SHA1")

    elements = [bill.get("SPDXID"), *(each.get("SPDXID") for each in [*packages, *files])]
    require(all(matches(each, r"SPDXRef-[A-Za-z0-9.-]+") for each in elements), "the form of identifiers")
    require(len(elements) == len(set(elements)), "unique identifiers")
    relationships = bill.get("relationships", [])
    for each in relationships:
        require(each.get("spdxElementId") in elements and each.get("relatedSpdxElement") in elements, "11.1 relationships of known elements")
        require(each.get("relationshipType") in {"DESCRIBES", "CONTAINS", "STATIC_LINK", "BUILD_TOOL_OF"}, "11.1 relationship type")
    require(any(each.get("relationshipType") == "DESCRIBES" for each in relationships), "11.1 what the document describes")
    return found


class SbomTests(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        (self.folder / "lock.json").write_text(json.dumps(LOCK))
        with zipfile.ZipFile(self.folder / "thing.zip", "w") as archive:
            archive.writestr(zipfile.ZipInfo("bootstrap"), b"program")
            archive.writestr(zipfile.ZipInfo("words"), b"data")
        specification = self.folder / "packages" / "some.library" / "1.2.3" / "some.library.nuspec"
        specification.parent.mkdir(parents=True)
        specification.write_text(SPECIFICATION)

    def bill(self, arch: str = "arm64", created: int = 1_700_000_000) -> dict[str, Any]:
        packages = locked_packages.read(self.folder / "lock.json", arch, "10.0.1", self.folder / "packages")
        library, time = c_library.of_this_machine(arch), datetime.fromtimestamp(created, UTC)
        return document.bill("thing", arch, self.folder / "thing.zip", packages, library, time)

    def test_it_has_what_the_specification_requires(self) -> None:
        self.assertEqual([], problems(self.bill()))

    def test_what_is_missing_would_be_seen(self) -> None:
        for path in ("spdxVersion", "documentNamespace", "creationInfo.created", "packages.0.downloadLocation", "files.0.checksums", "packages.1.SPDXID"):
            with self.subTest(path):
                changed: Any = self.bill()
                *way, last = path.split(".")
                part = changed
                for step in way:
                    part = part[int(step)] if step.isdigit() else part[step]
                del part[last]

                self.assertNotEqual([], problems(changed))

    def test_it_names_the_packages_of_one_processor_with_version_and_license(self) -> None:
        packages = {each["name"]: each for each in self.bill("x64")["packages"]}

        self.assertEqual(
            {
                "thing": None,
                "Its.Dependency": "4.5.6-beta+7",
                "Microsoft.DotNet.ILCompiler": "10.0.1",
                "Microsoft.NETCore.App.Runtime.NativeAOT.linux-x64": "10.0.1",
                "runtime.linux-x64.Microsoft.DotNet.ILCompiler": "10.0.1",
                "Some.Library": "1.2.3",
            },
            {name: each.get("versionInfo") for name, each in packages.items()})
        self.assertEqual("Apache-2.0 OR MIT", packages["Some.Library"]["licenseDeclared"])
        self.assertEqual("NOASSERTION", packages["Its.Dependency"]["licenseDeclared"])

    def test_it_tells_what_is_linked_from_what_has_compiled_it(self) -> None:
        found = {(each["relationshipType"], each["spdxElementId"], each["relatedSpdxElement"]) for each in self.bill()["relationships"]}

        self.assertIn(("STATIC_LINK", "SPDXRef-File-bootstrap", "SPDXRef-Package-Some.Library-1.2.3"), found)
        self.assertIn(("STATIC_LINK", "SPDXRef-File-bootstrap", "SPDXRef-Package-Its.Dependency-4.5.6-beta-7"), found)
        self.assertIn(("BUILD_TOOL_OF", "SPDXRef-Package-Microsoft.DotNet.ILCompiler-10.0.1", "SPDXRef-Zip"), found)
        self.assertIn(("CONTAINS", "SPDXRef-Zip", "SPDXRef-File-words"), found)

    def test_of_a_statically_linked_function_it_names_the_c_library(self) -> None:
        for options, names in ((["-static"], ["glibc"]), ([], [])):
            with self.subTest(options):
                bootstrap = self.folder / "bootstrap"
                subprocess.run(["cc", *options, "-x", "c", "-", "-o", bootstrap], input="int main(void) { return 0; }", text=True, check=True)
                with zipfile.ZipFile(self.folder / "thing.zip", "w") as archive:
                    archive.writestr(zipfile.ZipInfo("bootstrap"), bootstrap.read_bytes())

                document = self.bill("x64")

                found = [each["name"] for each in document["packages"] if each["licenseDeclared"].startswith("LGPL")]
                links = [each for each in document["relationships"] if each["relatedSpdxElement"] == "SPDXRef-Package-glibc"]
                self.assertEqual((found, len(links)), (names, len(names)))
                self.assertEqual([], problems(document))

    def test_its_checksums_are_those_of_the_zip_and_its_files(self) -> None:
        document = self.bill()
        content = (self.folder / "thing.zip").read_bytes()
        sums = [hashlib.sha1(part).hexdigest() for part in (b"program", b"data")]

        thing = document["packages"][0]
        self.assertIn({"algorithm": "SHA256", "checksumValue": hashlib.sha256(content).hexdigest()}, thing["checksums"])
        self.assertEqual(sums, [each["checksums"][0]["checksumValue"] for each in document["files"]])
        self.assertEqual(
            hashlib.sha1("".join(sorted(sums)).encode()).hexdigest(), thing["packageVerificationCode"]["packageVerificationCodeValue"])

    def test_the_same_input_gives_the_same_bytes_and_another_time_another_namespace(self) -> None:
        first, later = self.bill(), self.bill(created=1_700_000_001)

        self.assertEqual(json.dumps(first), json.dumps(self.bill()))
        self.assertEqual("2023-11-14T22:13:21Z", later["creationInfo"]["created"])
        self.assertNotEqual(first["documentNamespace"], later["documentNamespace"])
