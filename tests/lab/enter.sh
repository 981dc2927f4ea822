#!/bin/sh
# Runs a command inside a small internet: a network and mount namespace of its own, with its own resolver.
# Usage: enter.sh COMMAND...   Everything goes away with the command.
set -eu
inside="$(dirname "$0")/inside.sh"
if [ "$(id -u)" = 0 ]; then exec unshare --net --mount -- sh "$inside" "$@"; fi
exec unshare --user --map-root-user --net --mount -- sh "$inside" "$@"
