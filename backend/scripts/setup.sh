#!/bin/sh
# Checks that Python, Node.js and npm will do, and makes .venv. What is missing is said in one line.
# It is shell because the Python that it meets may be too old to run anything of ours.
set -eu

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

# Prints 3.11.7 for "Python 3.11.7" and 20.19.0 for "v20.19.0", and nothing for any other answer:
# a version manager's stand-in may exist without a Python behind it.
version_of() {
    "$1" --version 2>&1 | sed -n -e 's/^Python \([0-9][0-9.]*\).*/\1/p' -e 's/^v\([0-9][0-9.]*\).*/\1/p'
}

at_least() {
    [ -n "$1" ] || return 1
    major=${1%%.*}
    rest=${1#*.}
    minor=${rest%%.*}
    [ "$major" -gt "$2" ] || { [ "$major" -eq "$2" ] && [ "$minor" -ge "$3" ]; }
}

runs_on_new_enough_python() {
    at_least "$(version_of "$1")" 3 11
}

can_make_environments() {
    "$1" -c 'import ensurepip, venv' >/dev/null 2>&1
}

choose_python() {
    if [ -n "${PYTHON:-}" ]; then
        command -v "$PYTHON" >/dev/null 2>&1 ||
            fail "PYTHON=$PYTHON was not found: name a Python 3.11 or newer."
        runs_on_new_enough_python "$PYTHON" ||
            fail "PYTHON=$PYTHON is Python $(version_of "$PYTHON"), but TicketFlow needs Python 3.11 or newer."
        set -- "$PYTHON"
    else
        set -- python3 python3.14 python3.13 python3.12 python3.11 python
    fi

    found=''
    lacks_venv=''
    for candidate in "$@"; do
        command -v "$candidate" >/dev/null 2>&1 || continue
        found=${found:-$(version_of "$candidate")}
        runs_on_new_enough_python "$candidate" || continue
        if can_make_environments "$candidate"; then
            printf '%s\n' "$candidate"
            return
        fi
        lacks_venv=${lacks_venv:-$candidate}
    done

    if [ -n "$lacks_venv" ]; then
        fail "$lacks_venv lacks the venv module: install it (on Debian or Ubuntu: apt-get install python3-venv)."
    fi
    fail "TicketFlow needs Python 3.11 or newer, but found ${found:-none}: install it, or name it with PYTHON=/path/to/python3."
}

check_node() {
    command -v node >/dev/null 2>&1 ||
        fail "Node.js was not found: install Node.js 20.19 or newer from https://nodejs.org."
    version=$(version_of node)
    if ! at_least "$version" 20 19 ||
        { at_least "$version" 21 0 && ! at_least "$version" 22 12; }; then
        fail "Node.js here is ${version:-of an unknown version}, but TicketFlow needs 20.19 or newer (of 22, 22.12): install it from https://nodejs.org."
    fi
    command -v npm >/dev/null 2>&1 ||
        fail "npm was not found: it comes with Node.js from https://nodejs.org (Debian's own package is called npm)."
}

# A stamp that still says "unfinished" is an installation that was cut short: pip would take what
# is half there for installed, so the environment is made anew.
environment_is_sound() {
    [ -x .venv/bin/python ] &&
        runs_on_new_enough_python .venv/bin/python &&
        .venv/bin/python -c 'import pip' >/dev/null 2>&1 &&
        ! grep -qs unfinished .venv/*.stamp || return 1
    [ -z "${PYTHON:-}" ] || [ "$(version_of .venv/bin/python)" = "$(version_of "$PYTHON")" ]
}

check_node
if [ -n "${PYTHON:-}" ] || ! environment_is_sound; then
    python=$(choose_python)
    if ! environment_is_sound; then
        echo "Making .venv with Python $(version_of "$python")"
        rm -rf .venv
        mkdir .venv
        echo unfinished >.venv/made.stamp
        "$python" -m venv .venv || fail "Python could not make .venv: see above."
        echo made >.venv/made.stamp
    fi
fi
