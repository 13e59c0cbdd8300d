# shellcheck shell=bash
# What the lab looks like now.

lab_status() {
  local answer vm server
  answer=$(ask_vip)
  echo "$vip:3000 answers ${answer:-nothing}"
  printf '\n%-10s  %-10s  %-16s  %-8s  %-8s  %-5s' "" ADDRESS "WEB APP" EXABGP HELPER LINK
  for server in "${route_servers[@]}"; do
    printf '  %-11s' "$server"
  done
  echo
  for vm in primary secondary; do
    print_vm "$vm"
  done
  printf '\n%-10s  %s\n' "" "PATHS TO $vip/32, the best one first"
  for server in "${route_servers[@]}"; do
    bird_says "$server" show route "$vip/32" all 2>/dev/null | print_paths "$server"
  done
  printf '%-10s  %s\n' fabric "$(ip_in fabric route show "$vip" | head -n 1)"
}

print_vm() {
  local server
  printf '%-10s  %-10s  %-16s  %-8s  %-8s  %-5s' "$1" "${address[$1]}" "$(web_app_state "$1")" \
    "$(pid_of "$1-exabgp" || echo -)" "$(helper_of "$1" || echo -)" "$(link_state "$1")"
  for server in "${route_servers[@]}"; do
    printf '  %-11s' "$(bird_says "$server" show protocols "$1_vm" 2>/dev/null |
      awk -v vm="$1_vm" '$1 == vm { print $6 == "" ? $4 : $6 }')"
  done
  echo
}

web_app_state() {
  local pid state
  pid=$(pid_of "$1-webapp") || { echo - && return; }
  if grep -q '^State:.T' "/proc/$pid/status"; then
    state=stopped
  else
    state=$(inside "$1" curl -s --max-time 1 http://127.0.0.1:3000/_exavip/mode || echo "no answer")
  fi
  echo "$pid $state"
}

link_state() {
  ip_in fabric -brief link show dev "$1" | awk '{ print $2 == "UP" ? "up" : "cut" }'
}

# print_paths SERVER: one line for each route in BIRD's output.
print_paths() {
  awk -v server="$1" '
    $1 == "via" { hop = $2 }
    /BGP.as_path:/ {
      sub(/.*BGP.as_path: */, "")
      printf "%-10s  %-10s  %s\n", n++ ? "" : server, hop, $0
    }
    END { if (!n) printf "%-10s  none\n", server }'
}

lab_ping() {
  find_exavip
  exec ip netns exec "$(namespace client)" "${exavip[@]}" ping "$url" "$@"
}

lab_exec() {
  local node=${1:-}
  case $node in
    primary | secondary | fabric | client) shift ;;
    *) misuse "'$node': allowed: primary, secondary, fabric or client" ;;
  esac
  [ $# -gt 0 ] || misuse "exec $node: a command is missing"
  inside "$node" "$@"
}
