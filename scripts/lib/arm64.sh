# What runs a program for arm64 on this machine.
# shellcheck shell=bash disable=SC2154 # $root comes from common.sh

# arm64_runner: prints the words, one a line, that go before such a program; none on an arm64 machine.
arm64_runner() {
  [[ $(host_arch) != arm64 ]] || return 0
  local libraries=$root/artifacts/tools/arm64
  need qemu-aarch64-static "apt-get install qemu-user-static"
  need aarch64-linux-gnu-gcc "apt-get install gcc-aarch64-linux-gnu libc6-dev-arm64-cross"
  [[ -d $libraries/usr/lib/aarch64-linux-gnu ]] || fetch_openssl "$libraries"
  printf '%s\n' qemu-aarch64-static -L /usr/aarch64-linux-gnu \
    -E "LD_LIBRARY_PATH=$libraries/usr/lib/aarch64-linux-gnu"
}

# fetch_openssl FOLDER: OpenSSL for arm64, which .NET loads as soon as it signs a request for AWS. It is unpacked into
# FOLDER with package lists of its own, because the machine itself should not become one of two architectures.
fetch_openssl() {
  local folder=$1 scratch package
  need apt-get "Debian or Ubuntu, which has OpenSSL for arm64"
  say "fetching OpenSSL for arm64" >&2
  scratch=$(mktemp -d)
  # apt drops its rights, and must be able to write there.
  chmod 755 "$scratch"
  mkdir -p "$scratch/lists/partial" "$scratch/cache/archives/partial"
  local apt=(apt-get -qq -o APT::Architecture=arm64 -o APT::Architectures=arm64 -o Acquire::Languages=none
    -o APT::Sandbox::User= -o Debug::NoLocking=1 -o "Dir::State::Lists=$scratch/lists" -o "Dir::Cache=$scratch/cache")
  if grep -q '^ID=ubuntu$' /etc/os-release; then
    # Ubuntu's packages for arm64 are in another archive than those for x64.
    (
      # shellcheck source=/dev/null
      source /etc/os-release
      echo "deb http://ports.ubuntu.com/ubuntu-ports $VERSION_CODENAME main" >"$scratch/sources.list"
    )
    apt+=(-o "Dir::Etc::SourceList=$scratch/sources.list" -o Dir::Etc::SourceParts=/dev/null)
  fi
  # The package's name has changed with Debian 13 and Ubuntu 24.04.
  if "${apt[@]}" update >&2; then
    for package in libssl3 libssl3t64; do
      (cd "$scratch" && "${apt[@]}" download "$package") >/dev/null 2>&1 || continue
      mkdir -p "$(dirname "$folder")"
      dpkg-deb --extract "$scratch"/libssl*.deb "$scratch/unpacked"
      rm -rf "$folder"
      mv "$scratch/unpacked" "$folder"
      break
    done
  fi
  rm -rf "$scratch"
  [[ -d $folder/usr/lib/aarch64-linux-gnu ]] ||
    fail "OpenSSL for arm64 could not be fetched; what apt-get says is above (it needs the package libssl3 or libssl3t64 for arm64)"
}
