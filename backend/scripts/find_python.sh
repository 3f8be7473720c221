#!/bin/sh
# Print the Python to make .venv with, or say in one line what is missing. PYTHON names another one.
# It is shell because the Python that it finds may be too old to run anything of ours.
set -eu

if [ -n "${PYTHON:-}" ]; then
    set -- "$PYTHON"
else
    set -- python3 python3.14 python3.13 python3.12 python3.11 python
fi

found=
for candidate; do
    version=$("$candidate" --version 2>&1) || continue
    if "$candidate" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
    then
        printf '%s\n' "$candidate"
        exit
    fi
    found="${found:+$found, }$candidate ($version)"
done
echo "TicketFlow needs Python 3.11 or newer with its venv module (on Debian or Ubuntu: apt-get install python3-venv), but found ${found:-none${PYTHON:+ at $PYTHON}}: install it, or name it with PYTHON=/path/to/python3." >&2
exit 1
