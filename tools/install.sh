#!/bin/sh
# Make the environment from the locks: `tools/install.sh run`, or `dev` with what tests need too.
#
# Each step leaves a stamp that holds the fingerprint of what it was made from, so that nothing is
# asked of the network when nothing has changed, and an upgraded lock is installed again. uv does the
# work where it can be had; pip, which comes with Python, does the same from the same locks.
set -eu
cd "$(dirname "$0")/.."

what=${1:-run}
venv=${VENV:-.venv}
oldest=11 # of Python 3

say() { printf "%s\n" "$@" >&2; }
fail() {
    say "$@"
    exit 1
}
fingerprint() { cat "$@" | cksum; }
# Whether the step $1 was made from the files that follow.
made() {
    step=$1
    shift
    [ "$(cat "$venv/stamps/$step" 2>/dev/null)" = "$(fingerprint "$@")" ]
}
note() {
    step=$1
    shift
    fingerprint "$@" >"$venv/stamps/$step"
}

is_new_enough() { "$1" -c "import sys; sys.exit(sys.version_info < (3, $oldest))" 2>/dev/null; }

find_python() {
    for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if is_new_enough "$name"; then
            echo "$name"
            return
        fi
    done
    found=$("${PYTHON:-python3}" --version 2>&1) || found="no Python"
    fail "Razvorot needs Python 3.$oldest or newer; here is: $found." \
        "Install one (on Debian 12 and newer: apt install python3 python3-venv), or name it:" \
        "make PYTHON=/path/to/python3.$oldest install"
}

make_venv() {
    python=$(find_python)
    say "Making $venv with $("$python" --version)."
    "$python" -m venv --clear "$venv" >"/tmp/razvorot-venv.$$" 2>&1 || {
        cat "/tmp/razvorot-venv.$$" >&2
        rm -rf "$venv" "/tmp/razvorot-venv.$$"
        fail "Python could not make a virtual environment." \
            "On Debian install its module: apt install python3-venv"
    }
    rm -f "/tmp/razvorot-venv.$$"
}

pip_install() { "$venv/bin/python" -m pip install --quiet --quiet --disable-pip-version-check "$@"; }

# Locked packages by name: hashes are checked, nothing beyond the lock is installed.
install_lock() {
    if [ -x "$venv/bin/uv" ] &&
        VIRTUAL_ENV=$venv "$venv/bin/uv" pip install --quiet --require-hashes --no-deps \
            --compile-bytecode -r "$1"; then
        return
    fi
    say "(Installing with pip; uv could not do it.)"
    pip_install --require-hashes --no-deps -r "$1" ||
        fail "The packages of $1 could not be installed: see above." \
            "The first installation needs the package index; later ones need it only when the lock changes."
}

install_uv() {
    made uv requirements/uv.txt && return
    if pip_install --require-hashes --no-deps --only-binary :all: -r requirements/uv.txt \
        2>"$venv/stamps/uv.log"; then
        note uv requirements/uv.txt
    fi
}

install_packages() {
    made "$what" "requirements/$what.txt" requirements/build.txt && return
    install_uv
    say "Installing the packages of requirements/$what.txt."
    install_lock requirements/build.txt
    install_lock "requirements/$what.txt"
    # The other lock, if it was installed before, has to be looked at again when it is next asked for.
    rm -f "$venv/stamps/run" "$venv/stamps/dev"
    note "$what" "requirements/$what.txt" requirements/build.txt
    [ "$what" = run ] || note run requirements/run.txt requirements/build.txt
}

install_project() {
    made project pyproject.toml && [ -x "$venv/bin/razvorot" ] && return
    VIRTUAL_ENV=$venv "$venv/bin/uv" pip install --quiet --no-deps --no-build-isolation --editable . \
        2>/dev/null || pip_install --no-deps --no-build-isolation --editable .
    note project pyproject.toml
}

# Compiled catalogues are not kept in Git.
compile_catalogues() {
    sources=$(find translations -name '*.po' | sort)
    [ -n "$sources" ] || return 0
    missing=$(for source in $sources; do [ -f "${source%.po}.mo" ] || echo "$source"; done)
    # shellcheck disable=SC2086 # a list of paths without spaces
    made catalogues $sources && [ -z "$missing" ] && return
    "$venv/bin/pybabel" --quiet compile --directory translations
    # shellcheck disable=SC2086
    note catalogues $sources
}

is_new_enough "$venv/bin/python" || make_venv
mkdir -p "$venv/stamps"
install_packages
install_project
compile_catalogues
# PYTHONDONTWRITEBYTECODE may be set, and every start of the program would compile it anew.
"$venv/bin/python" -m compileall -q reader migrations || true
