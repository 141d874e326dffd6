"""Issues and comments of the repository GITHUB_REPOSITORY, by gh, with GH_TOKEN."""

import json
import os
from typing import Any

from tools.common import programs


def keep(title: str, body: str, comment: str) -> None:
    """An issue that is open for as long as something is to be done: it is opened, or gets another text; with no text, it is closed."""
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
    """A comment of a pull request that begins with a marker is changed, or written. Returns whether it was there."""
    repository = f"repos/{os.environ['GITHUB_REPOSITORY']}"
    comments = f"{repository}/issues/{pull_request}/comments"
    pages: list[list[dict[str, Any]]] = json.loads(programs.answer("gh", "api", "--paginate", "--slurp", comments))
    number = next((comment["id"] for page in pages for comment in page
                   # Somebody who has left has no user.
                   if (comment["user"] or {}).get("login") == "github-actions[bot]" and comment["body"].startswith(marker)), None)
    place = ["--method", "PATCH", f"{repository}/issues/comments/{number}"] if number else ["--method", "POST", comments]
    programs.tell(json.dumps({"body": body}), "gh", "api", "--silent", *place, "--input", "-")
    return number is not None
