"""Times in the notations that files have."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError
from hypothesis import given
from hypothesis import strategies as st

from tests.support.csv_rows import HEADER, ROW
from tickets.import_export.dates import DateReader
from tickets.models import Ticket

AFTERNOON = datetime(2026, 3, 1, 14, 0, tzinfo=UTC)
MIDNIGHT = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(("2026-03-01 14:00", AFTERNOON), ("2026-03-01T14:00:00Z", AFTERNOON)),
        *(("2026-03-01 15:00:00 +0100", AFTERNOON), ("2026-03-01T15:00:00.000+01:00", AFTERNOON)),
        *(("2026-03-01 15:00+01", AFTERNOON), ("2026/03/01 14:00:00", AFTERNOON)),
        *(("2026-03-01 14:00:00 UTC", AFTERNOON), ("2026-03-01 14:00:00,000", AFTERNOON)),
        *(("20260301T140000Z", AFTERNOON), ("20260301140000", AFTERNOON)),
        *(("2026-03-01", MIDNIGHT), ("20260301", MIDNIGHT), ("2026-3-1", MIDNIGHT)),
        *(("01.03.2026 14:00", AFTERNOON), ("1.3.26, 14:00", AFTERNOON)),
        *(("1. 3. 2026 14:00 Uhr", AFTERNOON), ("1. März 2026 14:00", AFTERNOON)),
        *(("1er mars 2026 à 14h00", AFTERNOON), ("1 de marzo de 2026 14:00", AFTERNOON)),
        *(("Sun, 01 Mar 2026 15:00:00 +0100", AFTERNOON), ("Mar 1, 2026 2:00 PM", AFTERNOON)),
        *(("Sunday, March 1, 2026 at 2:00 p.m.", AFTERNOON), ("01-Mar-26 14:00", AFTERNOON)),
        *(("Sun Mar  1 14:00:00 2026", AFTERNOON), ("Sun Mar 01 14:00:00 UTC 2026", AFTERNOON)),
        *(("Sun Mar 01 2026 15:00:00 GMT+0100 (CET)", AFTERNOON),),
        *(
            ("\u200e2026-03-01\u200e \u200e14:00", AFTERNOON),
            ("1 déc. 2025", datetime(2025, 12, 1, tzinfo=UTC)),
        ),
        *(("Mar 1, 2026, 2:00\u202fPM", AFTERNOON), ("3/3/2026", datetime(2026, 3, 3, tzinfo=UTC))),
        *(("13/3/2026", datetime(2026, 3, 13, tzinfo=UTC)),),
        *(("3/13/2026 12:05 AM", datetime(2026, 3, 13, 0, 5, tzinfo=UTC)),),
        *(("46082.583333333", AFTERNOON), ("46082,583333333", AFTERNOON)),
        *(("1772373600", AFTERNOON), ("1772373600000", AFTERNOON)),
        *(
            ("1 Jun 69", datetime(2069, 6, 1, tzinfo=UTC)),
            ("1 Jun 70", datetime(1970, 6, 1, tzinfo=UTC)),
        ),
    ],
)
def test_notations_that_can_mean_one_time_only(text, expected):
    assert DateReader().read(text) == (expected, "")


@pytest.mark.parametrize(
    ("text", "style", "expected"),
    [
        ("3/1/2026 2:00 PM", "month-first", AFTERNOON),
        ("1/3/2026 14:00", "day-first", AFTERNOON),
        ("01-03-26 14:00", "day-first", AFTERNOON),
        ("3.1.2026 14:00", "month-first", AFTERNOON),
        ("2026-03-01 14:00", "month-first", AFTERNOON),
        ("44620.583333333", "serial-1904", AFTERNOON),
        ("46082", "serial", MIDNIGHT),
        ("1772373600", "unix", AFTERNOON),
        ("1772373600000", "unix-ms", AFTERNOON),
        ("2026-03-01 14:00", "iso", AFTERNOON),
        ("14h 01|03|2026", "%Hh %d|%m|%Y", AFTERNOON),
        ("2026-03-01 14:00", "%Hh %d|%m|%Y", AFTERNOON),
    ],
)
def test_how_times_are_written_can_be_said(text, style, expected):
    assert DateReader(style).read(text) == (expected, "")


@pytest.mark.parametrize(
    ("text", "style", "told"),
    [
        ("3/1/2026 2:00 PM", "auto", "day or month first?"),
        ("3-1-26", "auto", "day or month first?"),
        ("13/1/2026", "month-first", "contradicts"),
        ("1/13/2026", "day-first", "contradicts"),
        ("1 Mar 2026", "iso", "no time"),
        *(
            (text, "auto", "stands for no time")
            for text in (
                "0000-00-00 00:00:00",
                "0001-01-01T00:00:00",
                "1899-12-30",
                "1900-01-00",
                "-",
                "N/A",
            )
        ),
        *(
            (text, "auto", "no time that can be read")
            for text in (
                "yesterday",
                "31.02.2026",
                "2026-13-01",
                "48:12:33",
                "2026-03-01 25:00",
                "12",
                "१",
                "1 Foo 2026",
                "Sun",
                "2026-03-01 14:00 XYZ",
                "99999999999999999999",
                "13:00 PM",
            )
        ),
        *((text, "auto", "not between the years") for text in ("9999-12-31", "0999-01-01")),
    ],
)
def test_what_gives_no_time_is_told_with_its_reason(text, style, told):
    value, remark = DateReader(style).read(text)
    assert value is None
    assert told in remark


@given(st.text(max_size=40) | st.text("0123456789-/.:T ZamAMp+é%", max_size=30))
def test_no_text_ends_in_an_error(text):
    for style in ("auto", "serial", "unix", "iso", "%d %H"):
        value, remark = DateReader(style, ZoneInfo("Europe/Berlin")).read(text)
        assert value is not None or remark


def test_times_without_a_zone_are_of_the_given_one():
    berlin = DateReader(zone=ZoneInfo("Europe/Berlin"))
    assert berlin.read("2026-03-01 15:00").value == AFTERNOON
    assert berlin.read("2026-03-01 14:00Z").value == AFTERNOON
    gap = berlin.read("2026-03-29T02:30:00")
    assert gap.value == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert "does not exist in Europe/Berlin; taken for 2026-03-29 03:30:00" in gap.remark
    twice = berlin.read("2026-10-25 02:30")
    assert twice.value == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert "exists twice in Europe/Berlin" in twice.remark


def rows(*times):
    return [[*HEADER, "created_at"], *([f"T{n}", *ROW[1:], time] for n, time in enumerate(times))]


@pytest.mark.django_db
class TestFiles:
    def test_the_order_of_days_and_months_is_taken_from_the_other_dates(self, run):
        out, err = run(rows("3/1/2026", "25/12/2025", "12/25/2025", "2/2/2026"))
        # The other order is told, not followed.
        assert "contradict" not in out
        assert "Days and months come in both orders, as in '25/12/2025' (line 3)" in out
        assert err.count("day or month first?") == 1
        Ticket.objects.all().delete()
        out, err = run(rows("3/1/2026", "25/12/2025"))
        assert err == ""
        assert "read day first, as line 3 has '25/12/2025'" in out
        assert Ticket.objects.get(title="T0").created_at == datetime(2026, 1, 3, tzinfo=UTC)

    def test_a_date_in_the_other_order_after_the_sample_is_told(self, run, monkeypatch):
        monkeypatch.setattr("tickets.import_export.csv_reader.SAMPLE_SIZE", 2)
        _, err = run(rows("3/1/2026", "25/12/2025", "12/25/2025"))
        assert err.startswith("line 4: created_at: '12/25/2025': the order of day and month")

    def test_a_date_that_cannot_be_read_costs_itself_alone(self, run):
        before = datetime.now(UTC) - timedelta(seconds=1)
        out, err = run(rows("3/1/2026", "yesterday", ""))
        assert "3 tickets imported." in out
        assert [line.split(":")[0] for line in err.splitlines()] == ["line 2", "line 3"]
        assert not Ticket.objects.filter(created_at__lt=before).exists()

    def test_the_zone_is_the_teams_unless_it_is_said_and_is_named(self, run, settings):
        out, _ = run(rows("2026-03-01 14:00"))
        assert "read in UTC (--time-zone): 1." in out
        settings.TEAM_TIME_ZONE = "Asia/Tokyo"
        out, _ = run(rows("2026-03-02 14:00"))
        assert "read in Asia/Tokyo (--time-zone): 1." in out
        out, _ = run(rows("2026-03-03 14:00"), "--time-zone", "Europe/Berlin")
        assert "read in Europe/Berlin (--time-zone): 1." in out
        hours = Ticket.objects.order_by("id").values_list("created_at__hour", flat=True)
        assert list(hours) == [14, 5, 13]

    @pytest.mark.parametrize(
        "option", [("--time-zone", "Nowhere"), ("--time-zone", "../x"), ("--date-format", "d/m")]
    )
    def test_unusable_options(self, run, option):
        with pytest.raises(CommandError):
            run(rows("2026-03-01"), *option)


@pytest.mark.django_db
def test_a_ticket_is_created_at_the_earliest_time_that_is_known(run):
    header = [*HEADER, "status", "created_at", "updated_at", "resolved_at"]
    _, err = run(
        [
            header,
            [*ROW, "closed", "yesterday", "2026-03-02T00:00Z", "2026-03-01T14:00Z"],
            ["Out of order", *ROW[1:], "closed", "2026-03-02T00:00Z", "", "2026-03-01T14:00Z"],
            ["", "", "", "", "", "", "", ""],
            ["\x1a"],
        ]
    )
    assert err.splitlines() == [
        "line 2: created_at: 'yesterday': no time that can be read",
        "line 2: created_at: '': not known, so the earliest other time is taken",
        "line 3: resolved_at: '2026-03-01T14:00:00+00:00': before the ticket was created, kept",
    ]
    first, second = Ticket.objects.order_by("pk")
    assert first.created_at == first.resolved_at == AFTERNOON
    assert second.resolved_at == AFTERNOON
    assert second.created_at == AFTERNOON + timedelta(hours=10)
