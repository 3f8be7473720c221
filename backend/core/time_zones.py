"""Names of time zones, as IANA has them, and their offsets from UTC."""

from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

SUGGESTED = 3
# What the files of a system hold beside zones: the machine's own one, and none.
NO_ZONES = ("localtime", "Factory")
DAY = timedelta(days=1)


def check_time_zone(name: str) -> str:
    """Return the name; raise `ValueError` with near ones if there is no such time zone."""
    known = available_timezones().difference(NO_ZONES)
    if name in known:
        return name
    near = near_names(name, known)
    hint = f"did you mean {' or '.join(near)}?" if near else "for example America/Los_Angeles"
    raise ValueError(f"there is no such time zone; give a name as IANA has it, {hint}")


def near_names(name: str, known: set[str]) -> list[str]:
    """Return the names most like one that does not exist, by the whole name or by its city."""
    # Those of places: abbreviations mean other offsets to PostgreSQL, and the signs of Etc/GMT+2
    # are not as people write them.
    places = [zone for zone in known if "/" in zone and not zone.startswith("Etc/")]
    by_spelling = {zone.rpartition("/")[2].casefold(): zone for zone in sorted(places)}
    by_spelling |= {zone.casefold(): zone for zone in (*places, "UTC")}
    asked = name.strip().replace(" ", "_").casefold()
    city = asked.rpartition("/")[2]
    if exact := by_spelling.get(asked) or by_spelling.get(city):
        return [exact]
    matches = [match for text in (asked, city) for match in get_close_matches(text, by_spelling)]
    return list(dict.fromkeys(by_spelling[match] for match in matches))[:SUGGESTED]


def offset_at(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


@lru_cache(maxsize=8)
def find_offsets(name: str, first: int, last: int) -> list[tuple[datetime, timedelta]]:
    """Return when each offset from UTC began in the years from `first` to `last`, oldest first.

    The library that knows the rules does not list them.
    """
    zone = ZoneInfo(name)
    moment, end = datetime(first, 1, 1, tzinfo=UTC), datetime(last + 1, 1, 1, tzinfo=UTC)
    found = [(moment, offset_at(moment, zone))]
    while moment < end:
        if offset_at(moment + DAY, zone) != found[-1][1]:
            found.append(find_change(moment, moment + DAY, zone))
        moment += DAY
    return found


def find_change(before: datetime, after: datetime, zone: ZoneInfo) -> tuple[datetime, timedelta]:
    """Return the second at which the offset became the one after, and that offset."""
    offset = offset_at(after, zone)
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before).total_seconds() // 2)
        if offset_at(middle, zone) == offset:
            after = middle
        else:
            before = middle
    return after, offset
