"""Writes the files with which editors start functions under their debugger, for all functions: .vscode/launch.json,
.vscode/tasks.json and functions/*/Properties/launchSettings.json. Run it after you have removed or renamed a function;
scripts/new-function does it for a new one. What you have added to the first two files stays.
"""

from tools.common import editor_files
from tools.common.arguments import Parser


def main() -> int:
    Parser(__doc__).parse_args()
    editor_files.write()
    return 0
