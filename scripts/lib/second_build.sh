# A build that is made a second time, elsewhere and under other circumstances, and must give the same bytes.
# shellcheck shell=bash disable=SC2154 # $root comes from common.sh

# copy_checkout FOLDER: the files of this checkout that git knows or could know, as new files.
copy_checkout() {
  mkdir -p "$1"
  (cd "$root" && git ls-files -z --cached --others --exclude-standard |
    while IFS= read -r -d '' file; do [[ ! -e $file ]] || printf '%s\0' "$file"; done |
    tar --null --files-from=- --create) |
    tar --extract --touch --no-same-permissions --directory "$1"
}

# build_again FOLDER ARGUMENT…: scripts/build of a copy in FOLDER, with another umask and time zone.
# Ctrl-C, or a request to end, stops all of it and then this script.
build_again() {
  local folder=$1 mask=077 builder=
  shift
  [[ $(umask) != 0077 ]] || mask=022
  (umask "$mask" && copy_checkout "$folder")
  trap 'end_session "$builder"; exit 130' INT
  trap 'end_session "$builder"; exit 143' TERM
  # A session of its own, so that all of it can be stopped. What a script starts in the background ignores Ctrl-C.
  (umask "$mask" && TZ=Pacific/Kiritimati exec setsid env --default-signal=INT,QUIT "$folder/scripts/build" "$@") &
  builder=$!
  wait "$builder"
  trap - INT TERM
}

# end_session LEADER: stops its processes, and waits until they have gone.
end_session() {
  [[ -n $1 ]] || return 0
  kill -TERM -- "$1" "-$1" 2>/dev/null || true
  for _ in {1..100}; do
    kill -0 -- "-$1" 2>/dev/null || return 0
    sleep 0.1
  done
  kill -KILL -- "-$1" 2>/dev/null || true
}
