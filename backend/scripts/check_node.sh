#!/bin/sh
# Check that Node.js and npm are there and new enough; say in one line what is missing.
set -eu

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

command -v node >/dev/null 2>&1 ||
    fail "Node.js was not found: install Node.js 20.19 or newer from https://nodejs.org."
supported=$(node -p '
    const [major, minor] = process.versions.node.split(".").map(Number);
    (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22')
[ "$supported" = true ] ||
    fail "Node.js here is $(node --version), but TicketFlow needs 20.19 or newer (of 22, 22.12): install it from https://nodejs.org."
command -v npm >/dev/null 2>&1 ||
    fail "npm was not found: it comes with Node.js from https://nodejs.org (Debian's own package is called npm)."
