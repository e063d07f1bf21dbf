#!/bin/sh
# Write requirements/*.txt anew from pyproject.toml, with hashes, for every platform.
set -eu
cd "$(dirname "$0")/.."
uv="${VENV:-.venv}/bin/uv"

compile() {
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-header --upgrade "$@"
}

compile pyproject.toml --extra dev --output-file requirements/dev.txt
compile pyproject.toml --constraints requirements/dev.txt --output-file requirements/run.txt
# What builds the program itself, and uv, which installs the rest.
echo 'setuptools>=80' | compile - --constraints requirements/dev.txt --output-file requirements/build.txt
echo 'uv>=0.9' | compile - --constraints requirements/dev.txt --output-file requirements/uv.txt
