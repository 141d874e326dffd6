"""The files with which editors start a function under their debugger, as a process of the local cloud: .vscode/launch.json,
.vscode/tasks.json, and Properties/launchSettings.json in each function's folder. They state the same facts for every function, so
they are generated. What a user adds to the first two stays.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.common import builds
from tools.common.builds import Variant
from tools.common.cloud import DEFAULT_PORT, Cloud
from tools.common.command import Failure
from tools.common.processors import host
from tools.common.repository import FUNCTIONS, ROOT

# Entries whose preparation, or whose own label, begins like this are generated.
PREPARATION = "debug "


def write() -> None:
    """Writes the files for all functions."""
    for file, content in wanted().items():
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n")


def wanted() -> dict[Path, Any]:
    """The contents of the files."""
    names = builds.names()
    launch, tasks = ROOT / ".vscode/launch.json", ROOT / ".vscode/tasks.json"
    return {
        launch: merged(launch, "0.2.0", "configurations", "preLaunchTask", map(configuration, names)),
        tasks: merged(tasks, "2.0.0", "tasks", "label", map(task, names)),
    } | {FUNCTIONS / name / "Properties/launchSettings.json": settings(name) for name in names}


def merged(file: Path, version: str, key: str, mark: str, generated: Iterator[dict[str, Any]]) -> dict[str, Any]:
    try:
        before = json.loads(file.read_text()) if file.exists() else {}
    except json.JSONDecodeError as error:
        raise Failure(f"{file.relative_to(ROOT)}:{error.lineno}: must be JSON without comments, because entries are added to it; "
                      "correct it, and run scripts/tools/run editor") from error
    own = [entry for entry in before.get(key, []) if not str(entry.get(mark, "")).startswith(PREPARATION)]
    return {"version": version} | before | {key: [*generated, *own]}


def configuration(name: str) -> dict[str, Any]:
    """Starts a function under the debugger. https://code.visualstudio.com/docs/csharp/debugger-settings"""
    return {
        "name": name,
        "type": "coreclr",
        "request": "launch",
        "preLaunchTask": PREPARATION + name,
        # Where Directory.Build.props puts a Debug build, and the name of the assembly in functions/Directory.Build.props.
        "program": f"${{workspaceFolder}}/artifacts/bin/{Variant(host()).project_of(name).stem}/debug/bootstrap.dll",
        "cwd": "${workspaceFolder}",
        "envFile": f"${{workspaceFolder}}/artifacts/debug/{name}.env",
        "console": "internalConsole",
    }


def task(name: str) -> dict[str, Any]:
    """Prepares it. https://code.visualstudio.com/docs/debugtest/tasks"""
    return {
        "label": PREPARATION + name,
        "type": "process",
        "command": "${workspaceFolder}/scripts/tools/run",
        "args": ["debug", name],
        "problemMatcher": "$msCompile",
        "presentation": {"reveal": "silent", "clear": True},
    }


def settings(name: str) -> dict[str, Any]:
    """For Visual Studio, Rider and dotnet run, which build by themselves. A file that git tracks can't contain credentials."""
    compute = Cloud(DEFAULT_PORT).urls[2].removeprefix("http://")
    return {
        "$schema": "https://json.schemastore.org/launchsettings.json",
        "profiles": {name: {"commandName": "Project", "environmentVariables": {"AWS_LAMBDA_RUNTIME_API": f"{compute}/{name}"}}},
    }
