"""Values of settings that cannot work, told in the words of whoever set them.

Each function whose name starts with `find` returns the problem and its remedy, or None.
"""

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from email.utils import parseaddr
from typing import Annotated, Any
from urllib.parse import urlsplit

import dj_database_url
import psycopg2
from psycopg2.extensions import make_dsn
from pydantic import AfterValidator

HOST = r"[a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\]"
ALLOWED_HOST = re.compile(rf"\*|\.?({HOST})", re.IGNORECASE)
# Options that providers add to their URLs for other libraries; psycopg2 rejects them.
PROVIDER_OPTIONS = ("supa", "pgbouncer")
POSTGRES_SCHEMES = ("postgres", "postgresql", "pgsql")
POSTGRES_EXAMPLE = "for example postgres://user:password@host:5432/name"
ENCODE = (
    "in the user's name and password write each of @ : / ? # [ ] % as a percent sign and its code "
    "(# is %23), or put the password into DATABASE_PASSWORD"
)
# What pydantic calls the problem, and what is to be done.
REMEDIES = {
    "bool_parsing": "give True or False",
    "int_parsing": "give a whole number in digits, without a unit",
    "int_from_float": "give a whole number in digits, without a unit",
    "int_parsing_size": "give a smaller number",
    "float_parsing": "give a number in digits, without a unit",
    "finite_number": "give a number in digits",
    "greater_than": "give a number above {gt}",
    "greater_than_equal": "give a number of at least {ge}",
    "less_than_equal": "give a number of at most {le}",
    "string_too_long": "give at most {max_length} characters",
    "literal_error": "give {expected}",
    "url_parsing": "give an address with its scheme, for example https://api.example.com/v1",
    "url_scheme": "give an address that begins with http:// or https://",
}


def describe(kind: str, message: str, context: Mapping[str, Any]) -> str:
    """Return what to do about a problem that pydantic found."""
    if remedy := REMEDIES.get(kind):
        return remedy.format(**context)
    return message.removeprefix("Value error, ")


def without_ends(value: str, *, is_secret: bool) -> str:
    """Return a value without what its file added: line ends, and spaces around all but secrets.

    Raise `ValueError` if its bytes are no text.
    """
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise ValueError("write it in UTF-8")
    return value.strip("\r\n") if is_secret else value.strip()


def find_host_problem(host: str) -> str | None:
    if host.isascii() and ALLOWED_HOST.fullmatch(host):
        return (
            f"“{host}” cannot be a host's name, which has no underscore; no browser's request for "
            "it would be answered"
            if "_" in host
            else None
        )
    if not host.isascii():
        try:
            ascii_host = host.encode("idna").decode()
        except UnicodeError:
            return f"“{host}” cannot be a host's name"
        return f"write “{host}” as browsers send it, {ascii_host}"
    if "://" in host:
        what = "the scheme"
    elif "/" in host:
        what = "the path"
    elif host.count(":") > 1:
        return f"put square brackets around the IPv6 address “{host}”"
    elif ":" in host:
        what = "the port"
    elif "*" in host:
        return f"for all names below a domain write .example.com instead of “{host}”"
    elif host.split() != [host]:
        return f"separate the names in “{host}” by commas"
    elif host.endswith("."):
        what = "the dot at its end"
    else:
        return f"“{host}” cannot be a host's name"
    return f"leave {what} out of “{host}”; a name looks like help.example.com"


def find_public_host_problem(url: str) -> str | None:
    """Return why the host of an address would never be answered."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return None
    is_name = host and ":" not in host
    return find_host_problem(host) if is_name and ("_" in host or not host.isascii()) else None


def find_database_problem(url: str) -> str | None:
    scheme, separator, rest = url.partition("://")
    scheme = scheme.lower()
    if url[:1] in "\"'":
        return "leave out the quotes around it"
    if not separator:
        return f"not a database URL, {POSTGRES_EXAMPLE}"
    if scheme == "sqlite":
        return find_sqlite_problem(rest)
    if scheme not in POSTGRES_SCHEMES:
        return f"its scheme is none of postgres:// and sqlite:///, {POSTGRES_EXAMPLE}"
    if any(character.isspace() for character in url):
        return "it has a space in it"
    if "#" in url:
        return f"it is cut short by a #: {ENCODE}"
    try:
        parsed = dj_database_url.parse(url)
        urlsplit(url).port  # noqa: B018 - raises if it is none
    except Exception:
        return f"not a database URL: {ENCODE}; {POSTGRES_EXAMPLE}"
    name = str(parsed["NAME"])
    if not name:
        return f"it names no database, {POSTGRES_EXAMPLE}"
    if any(mark in name for mark in "@:/"):
        return f"the name of its database cannot be right: {ENCODE}"
    return find_option_problem(parsed.get("OPTIONS", {}))


def find_option_problem(options: Mapping[str, Any]) -> str | None:
    known = {name: value for name, value in options.items() if name not in PROVIDER_OPTIONS}
    for name, value in known.items():
        try:
            make_dsn(**{name: value})
        except (psycopg2.Error, TypeError):
            return (
                f"PostgreSQL knows no option “{name}”: leave it out. A schema of your own is named "
                "by ?options=-c%20search_path%3DNAME"
            )
    return None


def find_sqlite_problem(rest: str) -> str | None:
    if rest == ":memory:" or not rest.strip("/"):
        return "name a file, for example sqlite:////srv/ticketflow/db.sqlite3"
    if not rest.startswith("/"):
        return "write three slashes before a path and four before one from the root: sqlite:///PATH"
    return None


def find_sender_problem(sender: str) -> str | None:
    _, address = parseaddr(sender)
    local, at, domain = address.rpartition("@")
    if len(sender.splitlines()) > 1 or not (local and at and domain) or " " in address:
        return "give an address, perhaps after a name: TicketFlow <help@example.com>"
    return None


def find_mail_host_problem(host: str) -> str | None:
    if "://" in host or "/" in host or host.count(":") == 1 or any(c.isspace() for c in host):
        return "give the server's name alone, without scheme, port and path: smtp.example.com"
    return None


# Names that other products with the same parts use.
SYNONYMS = {
    "SECRET_KEY": "DJANGO_SECRET_KEY",
    "DJANGO_DEBUG": "DEBUG",
    "DJANGO_ALLOWED_HOSTS": "ALLOWED_HOSTS",
    "OPENAI_API_KEY": "LLM_API_KEY",
    "EMAIL_HOST_USER": "EMAIL_USER",
    "EMAIL_HOST_PASSWORD": "EMAIL_PASSWORD",
    "DEFAULT_FROM_EMAIL": "EMAIL_FROM",
    "SMTP_HOST": "EMAIL_HOST",
}


def find_misspelt(names: list[str], variables: tuple[str, ...]) -> dict[str, str]:
    """Return those of the names that look like one of the variables, each with that one."""
    known = {name for variable in variables for name in (variable, f"{variable}_FILE")}
    joined = {variable.replace("_", ""): variable for variable in variables}
    found = {}
    for name in names:
        if name in known:
            continue
        bare = name.upper().replace("_", "").replace("-", "")
        close = get_close_matches(bare, joined, n=1, cutoff=0.9)
        if close and (close[0] != bare or name.upper() not in known):
            found[name] = joined[close[0]]
    return found


def refuse(problem: str | None) -> None:
    """Raise `ValueError` if there is a problem."""
    if problem:
        raise ValueError(problem)


def refused_for(find_problem: Callable[[str], str | None]) -> AfterValidator:
    """Return a validator of a text that refuses it for what the function finds wrong with it."""

    def check(value: str) -> str:
        refuse(find_problem(value))
        return value

    return AfterValidator(check)


DatabaseUrl = Annotated[str, refused_for(find_database_problem)]
MailHost = Annotated[str, refused_for(find_mail_host_problem)]
Sender = Annotated[str, refused_for(find_sender_problem)]
