# shellcheck shell=bash
# Failures and their fixing. The time printed is that of the moment just before it happens.

# happens VM WHAT: notes the time; what happens must be the next command.
happens() {
  local now=$EPOCHREALTIME
  TZ=UTC printf '%(%FT%T)T.%sZ %s: %s\n' "${now%.*}" "${now#*.}" "$1" "$2"
}

vm_named() {
  case ${1:-} in
    primary | secondary) ;;
    *) misuse "'${1:-}': allowed: primary or secondary" ;;
  esac
}

lab_fail() {
  vm_named "${1:-}"
  local vm=$1
  case ${2:-} in
    crash) strike "$vm" webapp KILL "the web app is killed" ;;
    stop) strike "$vm" webapp TERM "the web app is stopped" ;;
    hang) strike "$vm" webapp STOP "the web app hangs" ;;
    500) set_mode "$vm" error "the web app answers 500" ;;
    exabgp) strike "$vm" exabgp INT "ExaBGP gets ^C" ;;
    exabgp-kill) strike "$vm" exabgp KILL "ExaBGP is killed" ;;
    helper) strike "$vm" helper KILL "the helper is killed" ;;
    link)
      happens "$vm" "the link is cut"
      ip_in fabric link set "$vm" down
      ;;
    *) misuse "'${2:-}': allowed: crash, stop, 500, hang, exabgp, exabgp-kill, helper or link" ;;
  esac
}

# strike VM VICTIM SIGNAL WHAT
strike() {
  local pid
  if [ "$2" = helper ]; then
    pid=$(helper_of "$1") || die "the $1 has no helper: is its ExaBGP down?"
  else
    pid=$(pid_of "$1-$2") || die "the $1's $2 does not run: heal the $1 first"
  fi
  happens "$1" "$4 (SIG$3 to process $pid)"
  kill "-$3" "$pid"
  [ "$3" = STOP ] || await 10 "the end of process $pid" is_gone "$pid"
}

# set_mode VM MODE WHAT: by the app's control path. The connection is made first, so that the time
# is that of the request.
set_mode() {
  export -f happens
  inside "$1" timeout 5 bash -c '
    exec 3<>/dev/tcp/127.0.0.1/3000
    happens "$1" "$3"
    printf "PUT /_exavip/mode?is=%s HTTP/1.0\r\n\r\n" "$2" >&3
    grep -q "200 OK" <&3' set_mode "$@" || die "the $1's web app does not answer"
}

lab_heal() {
  vm_named "${1:-}"
  find_exavip
  heal_link "$1"
  heal_web_app "$1"
  heal_exabgp "$1"
  await_vm "$1"
  [ "$1" = secondary ] || await 30 "the client reaches PRI at the VIP" answers_at_vip PRI
  echo "the $1 is well; $(ask_vip) answers at $vip"
}

heal_link() {
  [ "$(link_state "$1")" = cut ] || return 0
  happens "$1" "the link is back"
  ip_in fabric link set "$1" up
}

heal_web_app() {
  local pid state
  state=$(web_app_state "$1")
  pid=${state%% *}
  case $state in
    *" healthy") ;;
    *" stopped")
      happens "$1" "the web app goes on"
      kill -CONT "$pid"
      ;;
    -)
      happens "$1" "the web app is started"
      start_web_app "$1"
      ;;
    *) set_mode "$1" healthy "the web app is healthy" ;;
  esac
}

heal_exabgp() {
  ! pid_of "$1-exabgp" >/dev/null || return 0
  happens "$1" "ExaBGP is started"
  start_exabgp "$1"
}
