# One local cloud: its ports, its folder, its two processes.
# shellcheck shell=bash disable=SC2154,SC2034 # $root comes from common.sh; scripts use the variables set here

# cloud PORT: sets the variables that describe the cloud whose gateway listens on PORT.
cloud() {
  if ! [[ $1 =~ ^[0-9]{4,5}$ ]] || (($1 < 1024 || $1 > 65533)); then
    fail "--port must be a number from 1024 to 65533, not '$1'"
  fi
  gateway_port=$1
  aws_port=$(($1 + 1))
  compute_port=$(($1 + 2))
  gateway_url=http://127.0.0.1:$gateway_port
  aws_url=http://127.0.0.1:$aws_port
  compute_url=http://127.0.0.1:$compute_port
  state=$root/artifacts/local/$gateway_port
}

# The processes of a cloud, in the order in which they stop.
cloud_parts=(local-cloud emulator)

# start PART COMMAND…: starts it in a session of its own, so that Ctrl-C reaches only the script.
start() {
  local part=$1
  shift
  # shellcheck disable=SC2016 # the inner shell expands these
  QUICKCHANGE_CLOUD=$state setsid --fork bash -c 'echo $$ >"$0"; exec "$@"' "$state/$part.pid" "$@" \
    >>"$state/$part.log" 2>&1 </dev/null
  # --fork returns before the process identifier is written.
  until [[ -s $state/$part.pid ]]; do sleep 0.02; done
}

# runs PART: whether it runs. A process identifier that another program has got since does not count.
runs() {
  local pid
  pid=$(cat "$state/$1.pid" 2>/dev/null) || return 1
  [[ -n $pid ]] && grep -qzxF "QUICKCHANGE_CLOUD=$state" "/proc/$pid/environ" 2>/dev/null
}

cloud_runs() { runs emulator && runs local-cloud; }

# stop PART: asks it to stop, and ends it if it has not done so in 10 s.
stop() {
  local pid
  if runs "$1"; then
    pid=$(<"$state/$1.pid")
    kill -TERM "$pid" 2>/dev/null || true
    for _ in {1..200}; do
      kill -0 "$pid" 2>/dev/null || break
      sleep 0.05
    done
    kill -KILL "$pid" 2>/dev/null || true
  fi
  rm -f "$state/$1.pid"
}

stop_cloud() {
  local part
  for part in "${cloud_parts[@]}"; do stop "$part"; done
}

# answers URL: whether anything answers there, whatever the status.
answers() {
  python3 - "$1" <<'PYTHON'
import sys, urllib.error, urllib.request
try:
    urllib.request.build_opener(urllib.request.ProxyHandler({})).open(sys.argv[1], timeout=5).close()
except urllib.error.HTTPError:
    pass
except OSError:
    sys.exit(1)
PYTHON
}

# wait_for PART URL: until it serves; fails with the log's end if it stops or takes more than a minute.
wait_for() {
  local part=$1 url=$2
  for _ in {1..300}; do
    answers "$url" && return
    runs "$part" || fail_with_log "$part" "the $part stopped"
    sleep 0.2
  done
  fail_with_log "$part" "the $part does not answer on $url"
}

fail_with_log() {
  say "--- the end of ${state#"$root"/}/$1.log" >&2
  tail -n 20 "$state/$1.log" >&2
  fail "$2"
}
