# What every script shares: where the repository is, how it speaks, what it needs.
# shellcheck shell=bash

# Its one name, whatever link it was reached by.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
export PYTHONPATH=$root/scripts

say() { echo "$*"; }

fail() {
  echo "$(basename "$0"): $*" >&2
  exit 1
}

# need_python: what looks for everything else.
need_python() {
  local as_root=()
  if ! command -v python3 >/dev/null && [[ ${CI:-} == true ]] && command -v apt-get >/dev/null; then
    say "installing python3 python3-venv" >&2
    ((EUID == 0)) || as_root=(sudo --non-interactive)
    { "${as_root[@]}" apt-get update -q &&
      "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=600 \
        install -y --no-install-recommends python3 python3-venv; } >&2 || true
  fi
  command -v python3 >/dev/null || fail "nothing was started: python3 is missing; install it with: apt-get install -y python3 python3-venv"
}

# prepare JOB…: makes sure that this machine has all that the jobs need, or says all that is missing and ends the script: see
# preparation.py.
prepare() {
  need_python
  python3 "$root/scripts/tools" prepare "$(basename "$0")" "$@" || exit
}

# emulator_python: the Python that has boto3 and what the emulator needs.
emulator_python() { python3 "$root/scripts/tools" fetch emulator; }

# The architecture of this machine, as .NET names it.
host_arch() {
  case $(uname -sm) in
    "Linux x86_64") echo x64 ;;
    "Linux aarch64") echo arm64 ;;
    *) fail "this needs Linux on x86_64 or arm64 (WSL will do), and this machine is $(uname -sm)" ;;
  esac
}
