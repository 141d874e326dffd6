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

# start PART COMMAND…: starts it in a session of its own, known by its environment (see marked.py).
start() {
  local part=$1
  shift
  QUICKCHANGE_CLOUD=$state QUICKCHANGE_PART=$part setsid --fork "$@" >>"$state/$part.log" 2>&1 </dev/null
}

# process_of PART: prints its process identifier, or nothing if it does not run.
process_of() { python3 -m tools.common.marked "$state" "$1"; }

runs() { [[ $(process_of "$1") ]]; }

cloud_runs() { runs emulator && runs local-cloud; }

# wait_for PART PORT [PATH]: until it serves; fails with the log's end if it stops or takes more than three minutes.
wait_for() {
  local problem
  problem=$(python3 -m tools.up.wait_for "$state" "$@" 2>&1) || fail_with_log "$1" "$problem"
}

fail_with_log() {
  say "--- the end of ${state#"$root"/}/$1.log" >&2
  tail -n 20 "$state/$1.log" >&2
  fail "$2"
}
