"""Settings that Vercel's own variables provide, so that nobody has to set them there."""

from collections.abc import Mapping
from typing import Any

# Host names: of this deployment, of its branch, and of the production deployment.
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
        # The name that Supabase uses.
        "DATABASE_URL": environ.get("POSTGRES_URL", ""),
        # Else each of what may be hundreds of functions would keep its own connections.
        "DATABASE_POOLED": "True",
        "ALLOWED_HOSTS": ",".join(filter(None, (own, branch, production))),
        "PUBLIC_URL": address and f"https://{address}",
        # The platform's network overwrites X-Forwarded-For.
        "NUM_PROXIES": "1",
    }
    return {name: value for name, value in known.items() if value}
