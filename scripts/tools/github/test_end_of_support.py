"""Reports the end of support from small responses in the format of endoflife.date and GitHub."""

import json
import os
import socket
import unittest
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from unittest import mock

from tools.common.repository import ROOT
from tools.github import end_of_support
from tools.github.end_of_support import Unknown

TODAY = date(2026, 11, 26)
PIN = "0123456789abcdef0123456789abcdef01234567"
RELEASES = "https://endoflife.date/api/v1/products"
IMAGES = "https://api.github.com/repos/actions/runner-images"
CHECKOUT = "https://api.github.com/repos/actions/checkout"


def release(phase: str, ended: bool | None, end: str | None, latest: str = "10.0.12") -> str:
    result = {f"is{phase.capitalize()}": ended, f"{phase}From": end, "latest": {"name": latest}}
    return json.dumps({"schema_version": "1.2.1", "result": result})


def action(using: str) -> str:
    return f"name: An action\ninputs:\n  path:\n    default: .\nruns:\n  using: {using}\n"


def answers() -> dict[str, str]:
    """Responses without any problem."""
    return {
        f"{RELEASES}/dotnet/releases/10": release("eol", False, "2028-11-14"),
        f"{RELEASES}/terraform/releases/1.15": release("eol", False, None),
        f"{RELEASES}/aws-lambda/releases/provided.al2023": release("eoas", False, "2029-06-30"),
        f"{RELEASES}/debian/releases/12": release("eoes", False, "2028-06-30"),
        f"{RELEASES}/nodejs/releases/24": release("eol", False, "2028-04-30"),
        f"{IMAGES}/readme": "# Images\n\n| Image | YAML Label |\n| --- | --- |\n| Ubuntu 24.04 | `ubuntu-latest` or `ubuntu-24.04` |\n",
        f"{IMAGES}/issues?labels=Announcement&state=open&per_page=100": "[]",
        f"{CHECKOUT}/releases/latest": json.dumps({"tag_name": "v7.2.0"}),
        f"{CHECKOUT}/contents/action.yml?ref={PIN}": action("node24"),
    }


class EndOfSupportTests(unittest.TestCase):
    def setUp(self) -> None:
        self.root = Path(self.enterContext(TemporaryDirectory()))
        self.write(".github/workflows/ci.yml", f"""\
jobs:
  test:
    runs-on: ubuntu-24.04  # not windows-2019
    steps:
      - uses: actions/checkout@{PIN} # v7.0.1
      - uses: ./.github/workflows/release.yml
      - with:
          terraform_version: 1.15.4
""")
        self.write("global.json", '{"sdk": {"version": "10.0.400"}}')
        self.write("Directory.Packages.props", "<NativeAotVersion>10.0.12</NativeAotVersion>")
        self.write("terraform/modules/function/function.tf", '  runtime       = "provided.al2023"\n')

    def write(self, file: str, text: str) -> None:
        (self.root / file).parent.mkdir(parents=True, exist_ok=True)
        (self.root / file).write_text(text)

    def report(self, changed: dict[str, str] | None = None) -> list[str]:
        """Uses responses without any problem, except for URLs that contain a key of changed."""
        known = answers()

        def fetch(url: str) -> str:
            for part, answer in (changed or {}).items():
                if part in url:
                    return answer
            if url not in known:
                raise Unknown(f"{url} answers 404")
            return known[url]

        return end_of_support.report(self.root, fetch, TODAY)

    def test_nothing_is_listed_if_all_is_well(self) -> None:
        self.assertEqual(self.report(), [])

    def test_support_that_ended_or_ends_soon_is_listed(self) -> None:
        for product, answer, expected in (
            ("dotnet", release("eol", True, "2026-11-10"), ["- dotnet 10 reached the end of its support on 2026-11-10: https://endoflife.date/dotnet"]),
            ("dotnet", release("eol", True, None), ["- dotnet 10 reached the end of its support: https://endoflife.date/dotnet"]),
            # Since the source was published.
            ("dotnet", release("eol", False, "2026-11-26"), ["- dotnet 10 reached the end of its support on 2026-11-26: https://endoflife.date/dotnet"]),
            ("terraform", release("eol", False, "2027-05-25"), ["- terraform 1.15 reaches the end of its support on 2027-05-25: https://endoflife.date/terraform"]),
            ("terraform", release("eol", False, "2027-05-26"), []),
        ):
            with self.subTest(answer):
                self.assertEqual(self.report({product: answer}), expected)

    def test_a_newer_patch_of_what_functions_have_in_them_is_listed(self) -> None:
        def patched(latest: str) -> list[str]:
            return self.report({"dotnet": release("eol", False, None, latest)})

        self.assertEqual(patched("10.0.13"), [
            "- Functions contain .NET 10.0.12, but 10.0.13 is the latest patch: update NativeAotVersion in Directory.Packages.props"])
        # endoflife.date lists it some days later.
        self.assertEqual(patched("10.0.9"), [])

    def test_Debian_counts_until_the_end_of_its_long_term_support_and_a_runtime_of_Lambda_until_it_is_deprecated(self) -> None:
        debian = {"isEol": True, "eolFrom": "2026-07-11", "isEoes": False, "eoesFrom": "2028-06-30"}
        runtime = {"isEol": False, "eolFrom": "2029-08-31", "isEoas": True, "eoasFrom": "2026-11-01"}
        self.assertEqual(self.report({"debian": json.dumps({"result": debian}), "lambda": json.dumps({"result": runtime})}),
                         ["- aws-lambda provided.al2023 reached the end of its support on 2026-11-01: https://endoflife.date/aws-lambda"])

    def test_an_image_that_is_deprecated_or_gone_is_listed(self) -> None:
        row = "| Ubuntu 24.04 [![deprecated](https://img.shields.io/badge/deprecated-E5534B)](https://x) | `ubuntu-24.04` |"
        self.assertEqual(self.report({"readme": row}), ["- The runner image `ubuntu-24.04` is deprecated: https://github.com/actions/runner-images"])
        # An image with a similar name.
        self.assertEqual(self.report({"readme": row.replace("`ubuntu-24.04`", "`ubuntu-24.04-arm`")}),
                         ["- The runner image `ubuntu-24.04` is not listed in https://github.com/actions/runner-images"])

    def test_an_announced_end_of_an_image_is_listed(self) -> None:
        def announced(title: str) -> list[str]:
            return self.report({"Announcement": json.dumps([{"title": title, "html_url": "https://x/1"}])})

        for title in "[Ubuntu] The Ubuntu 24 based runner images will begin deprecation", "ubuntu-24.04 will be unsupported by April 1":
            self.assertEqual(announced(title), [f"- The runner image `ubuntu-24.04`: “{title}”, https://x/1"])
        for title in "[Ubuntu] The Ubuntu 22 based runner images will begin deprecation", "Ubuntu 24.04 gets Python 3.15", "macOS 24 is deprecated":
            self.assertEqual(announced(title), [], title)

    def test_an_action_that_is_outdated_or_runs_on_a_Node_past_its_support_is_listed(self) -> None:
        composite = action("composite") + "  steps:\n    - uses: actions/inner/part@v3\n"
        for expected, changed in {
            "actions/checkout v7.0.1 is used, but v8.0.0 is the latest release": {"latest": '{"tag_name": "v8.0.0"}'},
            "actions/checkout v7.0.1 runs on Node.js 20, which reached the end of its support on 2026-04-30: https://endoflife.date/nodejs":
                {"action.yml": action("'node20'"), "nodejs/releases/20": release("eol", True, "2026-04-30")},
            # The actions in a composite action are checked too.
            "actions/inner/part v3 runs on Node.js 24, which reached the end of its support on 2026-11-01: https://endoflife.date/nodejs":
                {"checkout/contents/action.yml": composite, "inner/contents/part/action.yaml?ref=v3": action("node24"),
                 "nodejs": release("eol", True, "2026-11-01")},
        }.items():
            with self.subTest(expected):
                self.assertEqual(self.report(changed), [f"- {expected}"])

    def test_what_a_source_does_not_know_is_listed(self) -> None:
        self.write("global.json", '{"sdk": {"version": "99.0.100"}}')

        self.assertEqual(self.report(), [f"- dotnet 99 could not be checked: {RELEASES}/dotnet/releases/99 answers 404"])

    def test_an_answer_of_another_form_is_listed(self) -> None:
        for answer in "<html>", '{"message": "no"}', '{"result": {}}', "[]", release("eol", None, None), release("eol", False, "soon"):
            line, = self.report({"terraform": answer})
            self.assertTrue(line.startswith("- terraform 1.15 could not be checked: "), line)
        line, = self.report({"dotnet": json.dumps({"result": {"isEol": False, "eolFrom": None, "latest": None}})})
        self.assertTrue(line.startswith("- The latest patch of .NET 10.0.12 could not be checked: "), line)
        for part in "Announcement", "latest":
            line, = self.report({part: '{"message": "no"}'})
            self.assertIn(" could not be checked: ", line)
        self.assertEqual(self.report({"action.yml": "runs:\n"}),
                         [f"- actions/checkout could not be checked: its action.yml at {PIN} doesn't specify how it runs"])

    def test_this_repository_says_what_it_is_built_on(self) -> None:
        asked: list[str] = []

        def fetch(url: str) -> str:
            asked.append(url)
            raise Unknown("no network in a test")

        lines = end_of_support.report(ROOT, fetch, TODAY)

        self.assertTrue(all("no network in a test" in line for line in lines), lines)
        for part in "dotnet/releases/", "terraform/releases/", "aws-lambda/releases/", "debian/releases/", "runner-images", "actions/checkout", "hashicorp/setup-terraform":
            self.assertTrue(any(part in url for url in asked), part)


class Source(HTTPServer):
    """Responds with a sequence of statuses, and records who receives the token."""

    def __init__(self, *statuses: int) -> None:
        super().__init__(("127.0.0.1", 0), Requests)
        self.statuses, self.tokens = list(statuses), list[str | None]()


class Requests(BaseHTTPRequestHandler):
    server: Source  # pyright: ignore[reportIncompatibleVariableOverride]

    def do_GET(self) -> None:
        self.server.tokens.append(self.headers.get("Authorization"))
        self.send_response(self.server.statuses.pop(0))
        self.end_headers()
        self.wfile.write(b"what it says")

    def log_message(self, format: str, *args: object) -> None:
        pass


class ReadTests(unittest.TestCase):
    def read(self, *statuses: int) -> tuple[str, list[str | None]]:
        """The response of a source with these statuses, or the error; and the token of each request."""
        with Source(*statuses) as server, mock.patch.dict(os.environ, GH_TOKEN="secret", no_proxy="127.0.0.1"):
            thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
            thread.start()
            try:
                read = end_of_support.read(f"http://127.0.0.1:{server.server_port}/x", wait=0)
            except Unknown as unknown:
                read = str(unknown).partition("/x ")[2]
            finally:
                server.shutdown()
                thread.join()
            return read, server.tokens

    def test_a_source_is_told_no_token_but_GitHub(self) -> None:
        self.assertEqual(self.read(200), ("what it says", [None]))

    def test_a_source_that_fails_is_asked_again(self) -> None:
        self.assertEqual(self.read(503, 502, 200), ("what it says", [None] * 3))
        self.assertEqual(self.read(503, 502, 500), ("answers 500", [None] * 3))

    def test_a_source_that_knows_no_answer_is_not_asked_again(self) -> None:
        self.assertEqual(self.read(404), ("answers 404", [None]))

    def test_a_source_that_cannot_be_reached_is_unknown(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]
        with self.assertRaisesRegex(Unknown, f"^http://127.0.0.1:{port}/x: "):
            end_of_support.read(f"http://127.0.0.1:{port}/x", wait=0)
