# The distribution that releases are built on: its compiler, and its C library's start files, are part of the bytes.
# shellcheck shell=bash disable=SC2034 # $release_distribution is read by who sources this

# ID and VERSION_ID of its os-release(5). Jobs that build functions run in its container.
release_distribution="debian 12"

# other_bytes ARCH [OS-RELEASE]: why what this machine builds for ARCH has other bytes than a release has; nothing if it
# has the same. In a shell of its own, whose variables os-release may set.
other_bytes() (
  arch=$1 os_release=${2:-/etc/os-release} why='' ID='' VERSION_ID='' PRETTY_NAME='a distribution without /etc/os-release'
  # shellcheck source=/dev/null
  [[ ! -r $os_release ]] || source "$os_release"
  [[ "$ID $VERSION_ID" == "$release_distribution" ]] ||
    why="this is $PRETTY_NAME, with gcc $(gcc -dumpfullversion), $(ld --version | head -n 1) and $(getconf GNU_LIBC_VERSION)"
  [[ $arch == "$(host_arch)" ]] || why+="${why:+, and }an $(host_arch) machine links for $arch with clang and lld"
  [[ -z $why ]] ||
    echo "the bytes for linux-$arch will differ from a release's, which gcc links on $release_distribution for $arch: $why"
)
