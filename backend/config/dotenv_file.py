"""The `.env` file as editors and shells write it: what is lost in it is told."""

import os
from collections import Counter
from io import StringIO
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from dotenv.parser import parse_stream

from .setting_values import SYNONYMS, find_misspelt

# A byte order mark, as some editors write, would else be part of the first name.
ENCODING = "utf-8-sig"


def dotenv_path(folder: Path) -> Path:
    """Return the file that `DOTENV_PATH` names, or the one in the folder."""
    if (named := os.environ.get("DOTENV_PATH")) and not Path(named).exists():
        raise ImproperlyConfigured(f"DOTENV_PATH: there is no file {named}.")
    return Path(named or folder / ".env")


def read_text(path: Path) -> str:
    """Return the file's text, "" where there is none.

    Raise `ImproperlyConfigured` for one that cannot be read.
    """
    if path.is_dir():
        # Docker makes one where a file is to be mounted that is not there.
        raise ImproperlyConfigured(
            f"{path} is a folder: put the settings into a file of that name."
        )
    if not path.is_file():
        return ""
    try:
        return path.read_bytes().decode(ENCODING)
    except UnicodeDecodeError:
        why = "it is not in UTF-8: save it in that encoding"
    except OSError as error:
        why = f"{error.strerror}: give this account the right to read it"
    raise ImproperlyConfigured(f"{path} cannot be read, {why}.")


def find_hints(text: str, variables: tuple[str, ...]) -> list[str]:
    """Return what in the file, and in the environment, is probably not as it was meant."""
    bindings = list(parse_stream(StringIO(text)))
    hints = [
        f"Line {binding.original.line} of .env is no NAME=VALUE and is left out."
        for binding in bindings
        if binding.error
    ]
    names = [binding.key for binding in bindings if binding.key]
    hints += [
        f"{name} stands in .env {count} times: the last one counts."
        for name, count in Counter(names).items()
        if count > 1
    ]
    misspelt = {name: SYNONYMS[name] for name in names if name in SYNONYMS}
    misspelt |= find_misspelt(sorted({*names, *os.environ}), variables)
    given = {*names, *os.environ}
    hints += [
        f"{name} is no setting: did you mean {meant}?"
        for name, meant in misspelt.items()
        if meant not in given
    ]
    return hints
