#!/bin/sh
# Sets up the namespace that enter.sh made, then becomes the command.
set -eu
files=$(mktemp -d)
printf 'nameserver 198.18.0.53\noptions timeout:3 attempts:1\n' > "$files/resolv.conf"
printf '127.0.0.1 localhost\n' > "$files/hosts"
printf 'hosts: files dns\n' > "$files/nsswitch.conf"
for name in resolv.conf hosts nsswitch.conf; do
  # A link would be followed to a file that the host still uses.
  mount --bind "$files/$name" "$(readlink -f /etc/$name)"
done
ip link set lo up
# A browser believes that it is offline without an interface that is up and has a route.
ip link add lab0 type veth peer name lab1
ip addr add 10.99.0.1/24 dev lab0
ip addr add 10.99.0.2/24 dev lab1
ip link set lab0 up
ip link set lab1 up
ip route add default via 10.99.0.2 dev lab0
# Every name gets an address of its own out of this range, and one server listens on all of them.
ip route add local 198.18.0.0/15 dev lo
ip addr add 198.18.0.53/32 dev lo
ip addr add 1.1.1.1/32 dev lo
ip addr add 8.8.8.8/32 dev lo
exec "$@"
