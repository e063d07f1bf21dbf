#!/bin/sh
# See that `make serve` alone brings up a site: tools/serve_check.sh SCRATCH-FOLDER
set -eu
cd "$(dirname "$0")/.."
scratch=$1
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
url=http://127.0.0.1:$port

READER_INSTANCE_DIR="$scratch/instance" setsid make --no-print-directory serve PORT="$port" \
    >"$scratch/serve.log" 2>&1 </dev/null &
server=$!
trap 'kill -TERM -$server 2>/dev/null || true' EXIT

answers() {
    python3 -c "import sys, urllib.request; urllib.request.urlopen(sys.argv[1], timeout=5)" "$1" 2>/dev/null
}
tries=600 # a fifth of a second each
until answers "$url/readyz"; do
    tries=$((tries - 1))
    if [ $tries = 0 ] || ! kill -0 $server 2>/dev/null; then
        cat "$scratch/serve.log" >&2
        echo "make serve did not bring up the site." >&2
        exit 1
    fi
    sleep 0.2
done
for page in / /en/ /ru/; do
    answers "$url$page" || { echo "make serve: $page does not answer." >&2; exit 1; }
done
echo "make serve: the site answers."
