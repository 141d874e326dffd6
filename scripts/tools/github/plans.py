"""Publishes the plans of deployments."""

import json
import os
import re
from pathlib import Path

from tools.common.command import say
from tools.github import issues

COMMENT = """\
Shows the plan that scripts/deploy ENVIRONMENT --plan FOLDER wrote in a comment on the pull request
with the number PULL_REQUEST in GITHUB_REPOSITORY. Updates the comment of an earlier run.
Needs gh with GH_TOKEN.
"""
DRIFT = """\
Reads the plan that scripts/deploy ENVIRONMENT --plan FOLDER wrote. If it contains changes, reports them
in a new or open issue of GITHUB_REPOSITORY; otherwise closes that issue. Needs gh with GH_TOKEN.
"""
# GitHub accepts 65,536 characters, including the text around the plan.
MOST = 60_000


def comment(environment: str, folder: Path) -> None:
    plan = (folder / "plan.txt").read_text()
    changes = re.search(r"^(Plan:|No changes).*", plan, re.MULTILINE)
    marker = f"<!-- plan of {environment} -->"
    was_there = issues.keep_comment(os.environ["PULL_REQUEST"], marker, f"""\
{marker}
If merged, this would change `{environment}`: **{changes[0] if changes else 'outputs only'}**

<details><summary>Complete plan</summary>

{as_markdown(plan)}
</details>
""")
    say(f"{'updated the' if was_there else 'created a'} comment with the plan of {environment}")


def report_drift(environment: str, folder: Path) -> None:
    title, body = f"{environment} differs from main", ""
    if json.loads((folder / "manifest.json").read_text())["changes"]:
        body = (f"Somebody has changed `{environment}` by hand, or a release was not deployed to it. "
                f"Deploying main would make these changes. To keep a manual change, add it to main.\n\n{as_markdown((folder / 'plan.txt').read_text())}")
        say(f"{title}; see the issue")
    else:
        say(f"{environment} matches main")
    issues.keep(title, body, "It matches main again.")


def as_markdown(plan: str) -> str:
    """A plan as a code block. Its fence is longer than any fence in the plan."""
    rest = "\n… the rest is in the log of the run\n" if len(plan) > MOST else ""
    return f"``````text\n{plan[:MOST]}{rest}``````\n"
