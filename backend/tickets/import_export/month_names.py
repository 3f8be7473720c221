"""The months in the languages of the people whose exports are imported."""

import unicodedata

NAMES = """
january february march april may june july august september october november december
januar februar marz april mai juni juli august september oktober november dezember
janner feber maerz april mai juni juli august september oktober november dezember
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
januari februari maart april mei juni juli augustus september oktober november december
janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro
"""
SHORTEST = 3


def months_by_name() -> dict[str, int]:
    """Return the number of each month by its names and their beginnings that fit no other month."""
    months: dict[str, set[int]] = {}
    names = [(name, at) for line in NAMES.split("\n") for at, name in enumerate(line.split(), 1)]
    for name, month in names:
        for length in range(SHORTEST, len(name) + 1):
            months.setdefault(name[:length], set()).add(month)
    return {name: found.pop() for name, found in months.items() if len(found) == 1}


MONTHS = months_by_name()


def month_of(name: str) -> int | None:
    """Return the number of a month that is named or abbreviated, in any case and with accents."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return MONTHS.get("".join(letter for letter in letters if not unicodedata.combining(letter)))
