"""Shows the plans of deployments."""

import json
import os
import re
from pathlib import Path

from tools.common.command import say
from tools.github import issues

COMMENT = """\
Shows the plan that scripts/deploy ENVIRONMENT --plan FOLDER wrote in a comment of the pull request
PULL_REQUEST (its number) of GITHUB_REPOSITORY. The comment that a former run left is changed.
Needs gh, with GH_TOKEN.
"""
DRIFT = """\
Reads the plan that scripts/deploy ENVIRONMENT --plan FOLDER wrote. If it changes something, an issue
of GITHUB_REPOSITORY says so: a new one, or the one that is open, whose text is replaced. If not, that
issue is closed. Needs gh, with GH_TOKEN.
"""
# Of the 65536 characters that GitHub takes, with what is around it.
MOST = 60_000


def comment(environment: str, folder: Path) -> None:
    plan = (folder / "plan.txt").read_text()
    changes = re.search(r"^(Plan:|No changes).*", plan, re.MULTILINE)
    marker = f"<!-- plan of {environment} -->"
    was_there = issues.keep_comment(os.environ["PULL_REQUEST"], marker, f"""\
{marker}
Merged, this would change `{environment}`: **{changes[0] if changes else 'outputs only'}**

<details><summary>The whole plan</summary>

{as_markdown(plan)}
</details>
""")
    say(f"{'changed the' if was_there else 'wrote a'} comment with the plan of {environment}")


def report_drift(environment: str, folder: Path) -> None:
    title, body = f"{environment} is not what main says", ""
    if json.loads((folder / "manifest.json").read_text())["changes"]:
        body = (f"Somebody has changed `{environment}`, or a release did not get there. "
                f"Deploying main would do this; what is right elsewhere belongs in main.\n\n{as_markdown((folder / 'plan.txt').read_text())}")
        say(f"{title}; an issue says how")
    else:
        say(f"{environment} is what main says")
    issues.keep(title, body, "It is now.")


def as_markdown(plan: str) -> str:
    """A plan as a block of code. The fence is longer than any that a plan has."""
    rest = "\n… the rest is in the log of the run\n" if len(plan) > MOST else ""
    return f"``````text\n{plan[:MOST]}{rest}``````\n"
