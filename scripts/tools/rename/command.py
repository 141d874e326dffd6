"""Renames the project. Terraform and the scripts read the name from project.json; all other files that git tracks contain it
as text. Replaces it everywhere, in the names of files and folders too, in three spellings:

  two-words   AWS resources, and text
  TwoWords    C# namespaces, assemblies, the solution
  TWO_WORDS   environment variables

Doesn't change LICENSE, which names the authors. Lists every file that it changes, with the number of replacements. Also
replaces all former names of the project: after you merge from the original repository, run it again with the current name.
"""

import re
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tools.common import checkout, marked, programs
from tools.common.arguments import Parser
from tools.common.cloud import ACCOUNT, Cloud
from tools.common.command import Failure, say
from tools.common.descriptors import read
from tools.common.preparation import prepare
from tools.common.repository import ARTIFACTS, FUNCTIONS, NAME, PROJECT, ROOT
from tools.descriptors import checks

KEPT = ("LICENSE",)
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
BUCKET, RESERVED = 63, ("amzn-s3-demo-", "sthree-")
# Consecutive using directives, which dotnet format requires to be in order.
USINGS = re.compile(rb"(?:^using [\w.{}]+;\n){2,}", re.MULTILINE)
UNDO = f"git -C {shlex.quote(str(ROOT))} restore . && git -C {shlex.quote(str(ROOT))} clean --force -d"
DEPLOYED = """
To AWS, {new} is a new project. What is deployed as {old} stays, with its data, and this checkout's Terraform doesn't manage it.
When {new} is deployed and works, destroy {old} from a checkout of the previous commit. Apply terraform/bootstrap again in each
AWS account, to create the bucket and the roles of {new}: see docs/making-it-yours.md."""


@dataclass(frozen=True)
class Name:
    """A name as in resources: words of lowercase letters and digits, joined by hyphens."""

    text: str

    @cached_property
    def spellings(self) -> tuple[str, str, str]:
        return self.text, "".join(word.capitalize() for word in self.text.split("-")), self.text.upper().replace("-", "_")


def main() -> int:
    parser = Parser(__doc__)
    parser.add_argument("name", metavar="NAME", help="words of lowercase letters and digits, joined by hyphens, such as two-words.")
    new = Name(parser.parse_args().name)
    programs.end_as_after_ctrl_c()
    prepare("git")
    if found := list(mistakes(new)):
        raise Failure("\n".join([*found, f"'{new.text}' can't be the project's name; see {parser.prog} --help"]))
    for state in sorted((ARTIFACTS / "local").glob("[0-9]*")):
        if any(map(Cloud(int(state.name)).process, marked.PARTS)):
            raise Failure(f"a local cloud is running, and scripts/down would not find it by its new name; stop it first: scripts/down --port {state.name}")
    if programs.answer("git", "status", "--porcelain"):
        raise Failure("the checkout has changes, which would mix with those of the rename; commit them first, or run git stash --include-untracked")
    old = [Name(text) for text in former() if text != new.text]
    if new.text != NAME and (found := list(collisions(new, old))):
        raise Failure("\n".join([*found, f"a later rename could not distinguish the name '{new.text}' from this; choose another name"]))
    try:
        changed = sum(rename(file, old, new) for file in checkout.files())
    except (KeyboardInterrupt, SystemExit, OSError) as error:
        raise Failure(f"only some of the files have the new name {error}; to undo the rename, run: {UNDO}") from error
    if not changed:
        say(f"nothing to change: the project is named {new.text}")
        return 0
    say("", f"Files changed: {changed}. Next, run git add --all, and commit. To undo the rename instead, run: {UNDO}")
    if new.text != NAME:
        say(DEPLOYED.format(old=NAME, new=new.text))
    return 0


def mistakes(name: Name) -> Iterator[str]:
    """What AWS or C# would reject."""
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name.text):
        yield "must be words of lowercase letters and digits, joined by hyphens, and begin with a letter"
        return
    yield from (f"must not begin with {word}, which S3 reserves" for word in RESERVED if name.text.startswith(word))
    for bucket in (f"{name.text}-{'e' * checks.ENVIRONMENT}-uploads-{ACCOUNT}", f"{name.text}-terraform-state-{ACCOUNT}"):
        if len(bucket) > BUCKET:
            yield f"must be shorter by {len(bucket) - BUCKET} characters: the bucket {bucket} may have {BUCKET}"
    yield from checks.lengths({file.parent.name: read(file) for file in FUNCTIONS.glob("*/function.json")}, name.text)


def former() -> list[str]:
    """All names that the project has had, according to git's history."""
    commits = programs.answer("git", "log", "--format=%H", "--", PROJECT.name).split()
    texts = [programs.answer("git", "show", f"{commit}:{PROJECT.name}") for commit in commits]
    return sorted({NAME, *re.findall(r'"name": "(.*)"', "\n".join(texts))})


def collisions(new: Name, old: list[Name]) -> Iterator[str]:
    """The first places where the repository already contains the name, as a word or a part of one."""
    for name in old:
        if plain(name.text) in plain(new.text):
            yield f"{new.text} contains the name {name.text}"
    words = [word for spelling in new.spellings for word in ("-e", spelling)]
    found = subprocess.run(["git", "grep", "-iIFn", *words, "--", ".", *(f":!{file}" for file in KEPT)], cwd=ROOT, capture_output=True, text=True)
    yield from found.stdout.splitlines()[:1]
    yield from [path for path in map(relative, checkout.files()) if any(word.lower() in path.lower() for word in new.spellings)][:1]


def plain(name: str) -> str:
    return name.replace("-", "")


def relative(file: Path) -> str:
    return str(file.relative_to(ROOT))


def rename(file: Path, old: list[Name], new: Name) -> bool:
    """Renames in a file's text and path. Returns whether either had an old name."""
    path = relative(file)
    # The targets of symbolic links are listed themselves.
    if path in KEPT or file.is_symlink():
        return False
    content, count = replaced(file.read_bytes(), old, new)
    moved, _ = replaced(path.encode(), old, new)
    target = ROOT / moved.decode()
    if count:
        file.write_bytes(sorted_usings(content) if ".cs" in file.suffixes else content)
    if target != file:
        target.parent.mkdir(parents=True, exist_ok=True)
        file.rename(target)
        remove_empty(file.parent)
    if count or target != file:
        say(" ".join([path, *([f"-> {relative(target)}"] if target != file else []), *([f"({count})"] if count else [])]))
    return bool(count) or target != file


def replaced(content: bytes, old: list[Name], new: Name) -> tuple[bytes, int]:
    count = 0
    for name in old:
        for before, after in zip(name.spellings, new.spellings, strict=True):
            count += content.count(before.encode())
            content = content.replace(before.encode(), after.encode())
    return content, count


def sorted_usings(content: bytes) -> bytes:
    return USINGS.sub(lambda found: b"".join(sorted(found[0].splitlines(keepends=True), key=order)), content)


def order(line: bytes) -> tuple[bool, list[bytes]]:
    parts = line.lower().removeprefix(b"using ").rstrip(b";\n").split(b".")
    return parts[0] != b"system", parts


def remove_empty(folder: Path) -> None:
    while folder != ROOT and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
