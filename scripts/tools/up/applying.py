"""Runs terraform apply and shows what concerns the user: how far it is, its warnings and its errors.

Reads Terraform's messages: https://developer.hashicorp.com/terraform/internals/machine-readable-ui
"""

import json
import subprocess
from pathlib import Path
from typing import Any

from tools.common import programs, terraform
from tools.up.progress import Progress, Step

OPTIONS = ("-input=false", "-no-color", "-auto-approve")
# Identifies this Terraform to the emulator, which records the changes that others make (emulator/changes.py).
USER_AGENT = {"TF_APPEND_USER_AGENT": "scripts/up"}


def run(progress: Progress, step: Step, log: Path, verbose: bool) -> int:
    """Applies terraform/ and returns the exit status. Verbose: with Terraform's own words, which are otherwise in the log."""
    if verbose:
        return terraform.run("apply", *OPTIONS, variables=USER_AGENT)
    messages = Messages(progress, step)
    command = terraform.command("apply", "-json", *OPTIONS)
    with log.open("w") as said, programs.started(*command, output=subprocess.PIPE, environment=terraform.environment(USER_AGENT)) as process:
        assert process.stdout
        for line in process.stdout:
            print(messages.read(line.decode(errors="replace").rstrip("\n")), file=said, flush=True)
        return process.wait()

# What is planned and then done, unlike reads.
CHANGES = {"create", "update", "delete", "replace"}


class Messages:
    def __init__(self, progress: Progress, step: Step) -> None:
        self._progress = progress
        self._step = step
        self._planned = 0
        self._done = 0
        # The plan and the apply have the same warnings.
        self._shown: set[str] = set()

    def read(self, line: str) -> str:
        """Shows a message, and returns its text. What is not a message, such as a crash, is shown as it is."""
        try:
            message = json.loads(line)
            kind = message["type"]
        except (ValueError, KeyError, TypeError):
            self._progress.say(line)
            return line
        match kind:
            case "diagnostic":
                self._show(rendered(message["diagnostic"]))
            case "planned_change" if message["change"]["action"] in CHANGES:
                self._planned += 1
            case "apply_complete" if message["hook"]["action"] in CHANGES:
                self._done += 1
                self._step.detail = f"{self._done} of {self._planned} changes"
            case "refresh_start":
                self._step.detail = "comparing with what is deployed"
            case "change_summary" if message["changes"]["operation"] == "apply":
                changes = message["changes"]
                self._step.detail = f"{changes['add']} added, {changes['change']} changed, {changes['remove']} destroyed"
        return message.get("@message", line)

    def _show(self, text: str) -> None:
        if text not in self._shown:
            self._shown.add(text)
            self._progress.say(f"\n{text}\n")


def rendered(diagnostic: dict[str, Any]) -> str:
    """A warning or an error as Terraform prints it, with everything that it contains."""
    lines = [f"{diagnostic['severity'].capitalize()}: {diagnostic['summary']}", ""]
    if address := diagnostic.get("address"):
        lines.append(f"  with {address},")
    if place := diagnostic.get("range"):
        snippet = diagnostic.get("snippet") or {}
        context = f", in {snippet['context']}" if snippet.get("context") else ""
        lines.append(f"  on {place['filename']} line {place['start']['line']}{context}:")
        first = snippet.get("start_line", 0)
        lines += [f"  {first + index:>3}: {code}" for index, code in enumerate(snippet.get("code", "").splitlines())]
        lines += [f"      {value['traversal']} {value['statement']}" for value in snippet.get("values") or []]
        lines.append("")
    elif address:
        lines.append("")
    return "\n".join([*lines, diagnostic.get("detail", "")]).rstrip()
