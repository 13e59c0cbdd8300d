# shellcheck shell=bash
# The two instances of the route server: a BIRD each, both in the fabric's namespace.

route_servers=(10.0.1.4 10.0.1.5)

start_route_servers() {
  local server metric=32
  for server in "${route_servers[@]}"; do
    # Each writes into the fabric's own table. Of the same prefix the lower metric counts, and neither
    # touches the routes of the other: the second one steps in where the first one is gone.
    bird_configuration "$server" $((metric++)) >"$run/$server.conf"
    start fabric "$server" bird -f -c "$run/$server.conf" -s "$run/$server.socket" -P "$run/$server.bird"
  done
  for server in "${route_servers[@]}"; do
    await 30 "BIRD $server answers" bird_says "$server" show status
  done
}

# bird_says SERVER COMMAND …
bird_says() {
  birdc -r -s "$run/$1.socket" "${@:2}"
}

# is_established VM SERVER
is_established() {
  bird_says "$2" show protocols "$1_vm" | grep -q Established
}

# has_path VM SERVER: whether the VM's route to the VIP stands there.
has_path() {
  bird_says "$2" show route "$vip/32" protocol "$1_vm" | grep -q "^$vip/32"
}

# bird_configuration SERVER METRIC
bird_configuration() {
  cat <<BIRD
log "$run/$1.routes" all;
router id $1;
protocol device {}
protocol direct { ipv4; }
protocol kernel {
  metric $2;
  merge paths on;
  ipv4 { import none; export where source = RTS_BGP; };
}
template bgp vm {
  local $1 as 65515;
  multihop;
  strict bind on;
  passive on;
  error wait time 1, 1;
  debug { states, routes };
  ipv4 { import all; export none; };
}
protocol bgp primary_vm from vm { neighbor ${address[primary]} as 65010; }
protocol bgp secondary_vm from vm { neighbor ${address[secondary]} as 65010; }
BIRD
}
