# shellcheck shell=bash
# The two VMs: web app, ExaBGP and the helper that ExaBGP runs.

declare -A id=([primary]=PRI [secondary]=SEC)
examples=/usr/share/doc/exavip/examples # of the Debian package
secondary_path="65010 65010 65010 65010"

# Sets the array exavip to the command line of the program.
find_exavip() {
  if [ -n "${installed:-}" ] || [ -e "$run/installed" ]; then
    exavip=(/usr/bin/exavip)
  elif [ -n "${EXAVIP:-}" ]; then
    read -r -a exavip <<<"$EXAVIP"
  elif [ -x "$root/target/exavip" ]; then
    exavip=("$root/target/exavip")
  elif [ -f "$root/target/exavip.jar" ]; then
    need_tool java openjdk-17-jre-headless
    exavip=(java -XX:TieredStopAtLevel=1 -jar "$root/target/exavip.jar")
  else
    die "exavip is not built: mvn -B -q package -DskipTests (or set EXAVIP)"
  fi
  command -v "${exavip[0]}" >/dev/null || die "EXAVIP: '${exavip[0]}' is not there or not executable"
  exavip[0]=$(realpath "$(command -v "${exavip[0]}")") # ExaBGP's working directory is another one
}

# start_vm VM HELPER
start_vm() {
  start_web_app "$1"
  exabgp_configuration "$1" "$2" >"$run/$1.conf.ini"
  start_exabgp "$1"
}

start_web_app() {
  start "$1" "$1-webapp" "${exavip[@]}" webapp --id "${id[$1]}" --address 0.0.0.0 --port 3000
}

start_exabgp() {
  local words
  read -r -a words <<<"$EXABGP"
  start "$1" "$1-exabgp" env exabgp_daemon_user=root exabgp_daemon_daemonize=false exabgp_daemon_pid= \
    exabgp_tcp_bind= exabgp_api_cli=false exabgp_log_destination=stdout \
    "${words[@]}" "$run/$1.conf.ini"
}

# await_vm VM: until it is healthy and both route servers have its route.
await_vm() {
  local server
  await 30 "the web app of the $1 answers" inside "$1" curl -sf http://127.0.0.1:3000/
  for server in "${route_servers[@]}"; do
    await 60 "the $1's session with $server" is_established "$1" "$server"
    await 60 "the $1's route on $server" has_path "$1" "$server"
  done
}

# exabgp_configuration VM HELPER: the shipped template, with the helper of this lab.
exabgp_configuration() {
  local template=$root/exabgp/$1.conf.ini run_line
  if [ -e "$run/installed" ]; then
    cat "$examples/$1.conf.ini"
  elif [ -n "$2" ]; then
    run_line=$2
    [ "$1" = primary ] || run_line+=" --as-path \"$secondary_path\""
    sed -E "s|^( *run ).*;|\1${run_line//&/\\&};|" "$template"
  else
    sed -E "s|^( *run )[^ ]*exavip |\1$(quoted "${exavip[@]}") |" "$template"
  fi
}

# The words of a command line as ExaBGP's configuration wants them.
quoted() {
  local word line=""
  for word in "$@"; do
    line+=" \"$word\""
  done
  echo "${line# }"
}
