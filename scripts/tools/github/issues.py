"""Issues and comments in the repository GITHUB_REPOSITORY, through gh with GH_TOKEN."""

import json
import os
from typing import Any

from tools.common import programs


def keep(title: str, body: str, comment: str) -> None:
    """Opens or updates an issue as long as there is something to do; with an empty text, closes it."""
    os.environ["GH_REPO"] = os.environ["GITHUB_REPOSITORY"]
    listed = json.loads(programs.answer(
        "gh", "issue", "list", "--state", "open", "--app", "github-actions", "--limit", "1000", "--json", "number,title"))
    number = next((str(issue["number"]) for issue in listed if issue["title"] == title), None)
    if number and body:
        programs.tell(body, "gh", "issue", "edit", number, "--body-file", "-")
    elif number:
        programs.tell("", "gh", "issue", "close", number, "--comment", comment)
    elif body:
        programs.tell(body, "gh", "issue", "create", "--title", title, "--body-file", "-")


def keep_comment(pull_request: str, marker: str, body: str) -> bool:
    """Updates or creates the comment of a pull request that begins with a marker. Returns whether it existed."""
    repository = f"repos/{os.environ['GITHUB_REPOSITORY']}"
    comments = f"{repository}/issues/{pull_request}/comments"
    pages: list[list[dict[str, Any]]] = json.loads(programs.answer("gh", "api", "--paginate", "--slurp", comments))
    number = next((comment["id"] for page in pages for comment in page
                   # Comments of deleted accounts have no user.
                   if (comment["user"] or {}).get("login") == "github-actions[bot]" and comment["body"].startswith(marker)), None)
    place = ["--method", "PATCH", f"{repository}/issues/comments/{number}"] if number else ["--method", "POST", comments]
    programs.tell(json.dumps({"body": body}), "gh", "api", "--silent", *place, "--input", "-")
    return number is not None
