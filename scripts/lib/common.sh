# What every script shares: where the repository is, how it speaks, what it needs.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

say() { echo "$*"; }

fail() {
  echo "$(basename "$0"): $*" >&2
  exit 1
}

# need COMMAND "HOW TO INSTALL IT"
# On a CI machine a Debian package is installed at once; a person is asked to.
need() {
  local tool=$1 install=$2 as_root=()
  command -v "$tool" >/dev/null && return
  if [[ ${CI:-} == true && $install == "apt-get install "* ]] && command -v apt-get >/dev/null; then
    say "installing $tool" >&2
    ((EUID == 0)) || as_root=(sudo --non-interactive)
    # Whether the tool is there decides, not whether each package could also set itself up.
    # shellcheck disable=SC2086 # the words after "apt-get install" are packages
    { "${as_root[@]}" apt-get update -qq &&
      "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq ${install#apt-get install }; } >/dev/null || true
    command -v "$tool" >/dev/null && return
  fi
  fail "$tool is missing; install it with: $install"
}

need_dotnet() {
  need dotnet "https://dotnet.microsoft.com/download (SDK 10.0.4xx)"
  (cd "$root" && dotnet --version >/dev/null 2>&1) ||
    fail "the .NET SDK that global.json asks for is missing; install SDK 10.0.4xx from https://dotnet.microsoft.com/download"
}

need_c_compiler() {
  need gcc "apt-get install gcc zlib1g-dev"
  need readelf "apt-get install binutils"
}

need_python() { need python3 "apt-get install python3 python3-venv"; }

need_terraform() { need terraform "https://developer.hashicorp.com/terraform/install (1.11 or newer)"; }

# The architecture of this machine, as .NET names it.
host_arch() {
  case $(uname -sm) in
    "Linux x86_64") echo x64 ;;
    "Linux aarch64") echo arm64 ;;
    *) fail "this needs Linux on x86_64 or arm64 (WSL will do), and this machine is $(uname -sm)" ;;
  esac
}
