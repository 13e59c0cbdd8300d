# shellcheck shell=bash
# Processes of the lab: each in a namespace, with a file of its id in the run directory.

# await SECONDS WHAT COMMAND …: waits until the command succeeds.
await() {
  local seconds=$1 what=$2 end
  shift 2
  end=$((SECONDS + seconds))
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $end ] || die "not within $seconds s: $what"
    sleep 0.05
  done
}

# namespace NODE
namespace() {
  echo "$name-$1"
}

# inside NODE COMMAND …
inside() {
  ip netns exec "$(namespace "$1")" "${@:2}"
}

# start NODE LABEL COMMAND …: in the background, out of reach of the terminal's ^C.
start() {
  local node=$1 label=$2
  shift 2
  # A shell has its background jobs ignore SIGINT, which is what ^C of ExaBGP is.
  LAB_PROCESS=$name setsid env --default-signal=INT,QUIT \
    ip netns exec "$(namespace "$node")" "$@" </dev/null >>"$run/$label.log" 2>&1 &
  echo $! >"$run/$label.pid"
}

# pid_of LABEL: the id of a process that was started and still lives.
pid_of() {
  local pid
  # Ids are used again by the system: an id alone proves nothing.
  pid=$(cat "$run/$1.pid" 2>/dev/null) && has_mark "/proc/$pid/environ" >/dev/null && echo "$pid"
}

# has_mark FILE …: prints those environments that have the mark of this lab.
has_mark() {
  grep --files-with-matches --null-data --line-regexp --fixed-strings "LAB_PROCESS=$name" \
    "$@" 2>/dev/null
}

# A zombie is gone, too: nobody may be there to collect it.
is_gone() {
  ! grep -q '^State:.[^ZX]' "/proc/$1/status" 2>/dev/null
}

# All processes of this lab: those in its namespaces, and those that are still on the way there.
pids() {
  local node
  {
    for node in "${nodes[@]}"; do
      ip netns pids "$(namespace "$node")" 2>/dev/null || true
    done
    has_mark /proc/[0-9]*/environ | cut -d / -f 3
  } | sort -u
}

# Kills all of them, stopped ones, too, and says whether none is left.
no_process_is_left() {
  local pid left=0
  for pid in $(pids); do
    is_gone "$pid" || { left=1 && kill -KILL "$pid" 2>/dev/null; }
  done
  [ $left -eq 0 ]
}

# The direct child of ExaBGP: exavip, or what runs in its place.
helper_of() {
  local exabgp pid parent
  exabgp=$(pid_of "$1-exabgp") || return 1
  for pid in $(ip netns pids "$(namespace "$1")"); do
    parent=$(sed -n 's/^PPid:\t//p' "/proc/$pid/status" 2>/dev/null) || continue
    if [ "$parent" = "$exabgp" ]; then
      echo "$pid"
      return
    fi
  done
  return 1
}
