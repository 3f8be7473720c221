"""Names and offsets of time zones."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.time_zones import check_time_zone, find_offsets
from tests.support.zones import ODD_ZONES


@pytest.mark.parametrize("name", ["UTC", "America/Los_Angeles", "Asia/Calcutta", "Etc/GMT-14"])
def test_names_that_exist(name):
    assert check_time_zone(name) == name


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Los Angeles", "America/Los_Angeles"),
        ("america/los_angeles", "America/Los_Angeles"),
        ("America/LosAngeles", "America/Los_Angeles"),
        ("US/pacific", "US/Pacific"),
        ("Kathmandu", "Asia/Kathmandu"),
        ("Europe/Kathmandu", "Asia/Kathmandu"),
        ("Europe/Berln", "Europe/Berlin"),
        ("utc", "UTC"),
        ("posix/Europe/Berlin", "Europe/Berlin"),
    ],
)
def test_near_names_are_suggested(name, near):
    with pytest.raises(ValueError, match=f"did you mean (.* or )?{near}( or .*)?\\?"):
        check_time_zone(name)


@pytest.mark.parametrize("name", ["", "🕰", "x" * 10_000, "\x00", "../../etc/passwd"])
def test_whatever_is_given_the_answer_is_a_sentence(name):
    with pytest.raises(ValueError, match="there is no such time zone"):
        check_time_zone(name)


# Whoever writes GMT+2 means the east, and Etc/GMT+2 is the west.
@pytest.mark.parametrize("name", ["GMT+2", "UTC+1", "Etc/GMT+99", "PST"])
def test_no_suggestion_means_another_offset(name):
    with pytest.raises(ValueError, match="no such") as error:
        check_time_zone(name)
    assert "Etc/" not in str(error.value)
    assert "EST" not in str(error.value)


@pytest.mark.parametrize("name", ODD_ZONES)
def test_offsets_are_those_of_the_zone(name):
    zone = ZoneInfo(name)
    found = find_offsets(name, 1990, 2028)
    for start, offset in found[1:]:
        assert start.astimezone(zone).utcoffset() == offset
        before = start - timedelta(seconds=1)
        assert (
            before.astimezone(zone).utcoffset()
            == dict(found)[max(moment for moment, _ in found if moment < start)]
        )
    for hours in range(0, 38 * 365 * 24, 97):
        moment = datetime(1990, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
        expected = next(offset for start, offset in reversed(found) if start <= moment)
        assert moment.astimezone(zone).utcoffset() == expected
