# shellcheck shell=bash
# The network: a fabric that routes between three subnets, two VMs and a client.

nodes=(fabric primary secondary client)
vip=10.1.0.5
url=http://$vip:3000/
declare -A address=([primary]=10.0.2.10 [secondary]=10.0.2.20 [client]=10.0.0.4)
declare -A gateway=([primary]=10.0.2.1 [secondary]=10.0.2.1 [client]=10.0.0.1)

# ip_in NODE ARGUMENT …: ip in a node's namespace.
ip_in() {
  ip -n "$(namespace "$1")" "${@:2}"
}

make_network() {
  local node
  for node in "${nodes[@]}"; do
    ip netns add "$(namespace "$node")"
    ip_in "$node" link set lo up
  done
  inside fabric sysctl -qw net.ipv4.ip_forward=1 net.ipv4.fib_multipath_hash_policy=1
  add_bridge clients 10.0.0.1/24
  add_bridge routers 10.0.1.4/24 10.0.1.5/24
  add_bridge servers 10.0.2.1/24
  attach client clients
  for node in primary secondary; do
    attach "$node" servers
    ip_in "$node" addr add $vip/32 dev lo
  done
}

# add_bridge NAME ADDRESS …: a subnet of the fabric.
add_bridge() {
  local bridge=$1 each
  shift
  ip_in fabric link add "$bridge" type bridge
  for each in "$@"; do
    ip_in fabric addr add "$each" dev "$bridge"
  done
  ip_in fabric link set "$bridge" up
}

# attach NODE BRIDGE: a link between the node's eth0 and a port of its own name.
attach() {
  ip_in "$1" link add eth0 type veth peer name "$1" netns "$(namespace fabric)"
  ip_in fabric link set "$1" master "$2" up
  ip_in "$1" addr add "${address[$1]}/24" dev eth0
  ip_in "$1" link set eth0 up
  ip_in "$1" route add default via "${gateway[$1]}"
}

# Who answers at the VIP, as the client sees it; nothing where nobody does.
ask_vip() {
  inside client curl --silent --fail --max-time 2 "$url" || true
}

answers_at_vip() {
  [ "$(ask_vip)" = "$1" ]
}

# Also takes down what a killed or failed start has left.
take_down() {
  local node
  await 10 "the end of all processes" no_process_is_left
  for node in "${nodes[@]}"; do
    [ ! -e "/run/netns/$(namespace "$node")" ] || ip netns del "$(namespace "$node")"
  done
  rm -rf "$run"
  rmdir "$(dirname "$run")" 2>/dev/null || true
}
