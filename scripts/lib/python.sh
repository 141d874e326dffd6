# The Python that has what the emulator needs.
# shellcheck shell=bash disable=SC2154 # $root comes from common.sh

# emulator_python: the machine's Python if it has the pinned packages, else that of a virtual environment.
emulator_python() {
  need_python
  local requirements=$root/scripts/local-cloud/emulator/requirements.txt
  local environment=$root/artifacts/tools/emulator
  local python
  for python in python3 "$environment/bin/python"; do
    if has_requirements "$python" "$requirements"; then
      command -v "$python"
      return
    fi
  done
  say "installing the packages of ${requirements#"$root"/} into ${environment#"$root"/}" >&2
  { python3 -m venv --clear "$environment" &&
    "$environment/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$requirements"; } >&2 ||
    fail "the emulator's packages could not be installed; what pip says is above (Debian's Python needs: apt-get install python3-venv)"
  echo "$environment/bin/python"
}

# has_requirements PYTHON FILE: whether each "name==version" or "name[extra]==version" of FILE is installed, with what the extra names.
# Not by importing it, which takes a second.
has_requirements() {
  "$1" - "$2" 2>/dev/null <<'PYTHON'
import re, sys
from importlib import metadata
for name, extra, version in re.findall(r"^([\w.-]+)(?:\[(\w+)\])?==(\S+)", open(sys.argv[1]).read(), re.MULTILINE):
    if metadata.version(name) != version:
        sys.exit(1)
    for needed in metadata.requires(name) or []:
        if re.search(f"extra == ['\"]{extra}['\"]", needed):
            metadata.version(re.match(r"[\w.-]+", needed)[0])
PYTHON
}
