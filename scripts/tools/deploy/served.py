"""Finds the functions that a deployment was cut off before they served what it had built.

Terraform's provider writes the hash of a new zip into the state although its upload failed, or was interrupted before a version
was published. From then on Terraform plans nothing any more, while what was there before goes on serving.
https://github.com/hashicorp/terraform-provider-aws/issues/42826

names   prints those functions, a line each
forget  takes the hashes of the zips of some functions out of the state, for terraform state push: they are then uploaded and published
"""

import argparse
import base64
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.common import aws

# What a deployment may change without the code.
SETTINGS = ("MemorySize", "Timeout", "Environment")

State = dict[str, Any]


def unserved(client: Any, state: State, zips: Path) -> Iterator[str]:
    """Yields the functions that by the state have these zips' code, and whose alias live serves other code, or older settings."""
    for name, function in functions(state):
        zip_file = zips / f"{name}.zip"
        if not zip_file.exists() or function["source_code_hash"] != hash_of(zip_file):
            continue
        try:
            live = client.get_function_configuration(FunctionName=function["function_name"], Qualifier="live")
            newest = client.get_function_configuration(FunctionName=function["function_name"])
        except client.exceptions.ResourceNotFoundException:
            # Terraform sees that too, and makes it.
            continue
        if live["CodeSha256"] != function["source_code_hash"] or any(live.get(key) != newest.get(key) for key in SETTINGS):
            yield name


def forget(state: State, names: list[str]) -> State:
    for name, function in functions(state):
        if name in names:
            function["source_code_hash"] = ""
    return state | {"serial": state["serial"] + 1}


def functions(state: State) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yields the name and the attributes of each function."""
    for resource in state.get("resources", []):
        if resource["type"] == "aws_lambda_function":
            yield resource["module"].split('"')[1], resource["instances"][0]["attributes"]


def hash_of(file: Path) -> str:
    return base64.b64encode(hashlib.sha256(file.read_bytes()).digest()).decode()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("names")
    command.add_argument("state", type=Path, help="the file of terraform state pull")
    command.add_argument("zips", type=Path, help="the folder of the zips")
    aws.add_arguments(command)
    command = commands.add_parser("forget")
    command.add_argument("state", type=Path, help="the file of the state, which is changed")
    command.add_argument("names", nargs="+")
    options = parser.parse_args()
    state = json.loads(options.state.read_text() or "{}")
    if options.command == "names":
        for name in unserved(aws.connect(options)("lambda"), state, options.zips):
            print(name)
    else:
        options.state.write_text(json.dumps(forget(state, options.names)))
    return 0


if __name__ == "__main__":
    with aws.errors_reported():
        sys.exit(main())
