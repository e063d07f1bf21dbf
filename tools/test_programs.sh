#!/bin/sh
# Install what the tests need beside Python: Chromium, PostgreSQL, axe-core.
#
# Never fails: a test that lacks its program says so and is skipped, unless RAZVOROT_REQUIRE_ALL is set.
set -u
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }
has() { command -v "$1" >/dev/null 2>&1; }

packages=
has chromium || has chromium-browser || has google-chrome || packages="$packages chromium"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || has initdb || packages="$packages postgresql"

install_packages() {
    if [ "$(id -u)" = 0 ]; then
        root=
    elif has sudo && sudo -n true 2>/dev/null; then
        root="sudo -n"
    else
        say "For all tests, ask an administrator to run: apt-get install$packages"
        return
    fi
    has apt-get || {
        say "For all tests, install:$packages"
        return
    }
    say "Installing$packages."
    log=$(mktemp)
    if ! { $root apt-get update && $root env DEBIAN_FRONTEND=noninteractive \
        apt-get install --yes --no-install-recommends $packages; } >"$log" 2>&1 </dev/null; then
        tail -n 20 "$log" >&2
        say "Could not install$packages; the tests that need them are skipped."
    fi
    rm -f "$log"
}

install_axe() {
    lock=$(cksum <tests/browser/package-lock.json)
    [ "$(cat tests/browser/node_modules/.lock 2>/dev/null)" = "$lock" ] && return
    has npm || {
        say "For the accessibility tests install npm (apt-get install npm); they are skipped now."
        return
    }
    if (cd tests/browser && npm ci --ignore-scripts --no-audit --no-fund --silent </dev/null); then
        echo "$lock" >tests/browser/node_modules/.lock
    else
        say "axe-core could not be installed; the accessibility tests are skipped."
    fi
}

[ -z "$packages" ] || install_packages
install_axe
