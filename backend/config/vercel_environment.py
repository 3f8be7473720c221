"""Settings that Vercel's own variables provide, so that nobody has to set them there."""

from collections.abc import Mapping
from typing import Any

# Names of the same deployment; the last one is the installation's own, whatever is deployed.
HOSTS = ("VERCEL_URL", "VERCEL_BRANCH_URL", "VERCEL_PROJECT_PRODUCTION_URL")


def is_vercel(environ: Mapping[str, str]) -> bool:
    """Return True for builds and functions on Vercel, not for its tools on one's own machine."""
    return bool(environ.get("VERCEL")) and environ.get("VERCEL_ENV") != "development"


def platform_settings(environ: Mapping[str, str]) -> dict[str, Any]:
    """Return settings by the names of their variables; none outside Vercel."""
    if not is_vercel(environ):
        return {}
    own, branch, production = (environ.get(name, "") for name in HOSTS)
    is_production = environ.get("VERCEL_ENV") == "production"
    address = (production if is_production else branch) or own
    known = {
        "DEBUG": "False",
        # Supabase has no other name for it.
        "DATABASE_URL": environ.get("POSTGRES_URL", ""),
        # Each of the functions, of which there may be hundreds, would keep connections of its own.
        "DATABASE_POOLED": "True",
        "ALLOWED_HOSTS": ",".join(filter(None, (own, branch, production))),
        "PUBLIC_URL": address and f"https://{address}",
        # The platform's network writes X-Forwarded-For anew, whatever a client sends.
        "NUM_PROXIES": "1",
    }
    return {name: value for name, value in known.items() if value}
