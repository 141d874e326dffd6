"""Finds functions that don't serve their new code because a deployment was interrupted.

Terraform's provider writes the hash of a new zip to the state even if the upload failed, or was interrupted before a version
was published. From then on, Terraform plans no change, while the old code keeps serving.
https://github.com/hashicorp/terraform-provider-aws/issues/42826
"""

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# The settings that a deployment can change without the code.
SETTINGS = ("MemorySize", "Timeout", "Environment")

State = dict[str, Any]


def unserved(client: Any, state: State, zips: Path) -> Iterator[str]:
    """Yields the functions that have the code of these zips according to the state, but whose alias live serves other code or settings."""
    for name, function in functions(state):
        zip_file = zips / f"{name}.zip"
        if not zip_file.exists() or function["source_code_hash"] != hash_of(zip_file):
            continue
        try:
            live = client.get_function_configuration(FunctionName=function["function_name"], Qualifier="live")
            newest = client.get_function_configuration(FunctionName=function["function_name"])
        except client.exceptions.ResourceNotFoundException:
            # Terraform detects that too, and creates it.
            continue
        if live["CodeSha256"] != function["source_code_hash"] or any(live.get(key) != newest.get(key) for key in SETTINGS):
            yield name


def forget(state: State, names: list[str]) -> State:
    """The state without the hashes of some functions' zips, for terraform state push, so that they are uploaded and published."""
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
