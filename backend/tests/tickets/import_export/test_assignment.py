"""Teams, assignees and snoozes of imported tickets: taken where they mean something here."""

import csv
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Event as Flag

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from conftest import NOON
from people.models import Membership, Team
from people.teams.models import Assignment
from tests.support import foreign_exports
from tests.support.agents import make_agent
from tests.support.csv_rows import CREATED, HEADER, ROW
from tickets.history.models import Event
from tickets.models import Ticket
from tickets.services import change_ticket
from tickets.tags.services import TagChange
from tickets.vocabulary import UNTIL_REPLY

pytestmark = pytest.mark.django_db
NAMED = [*HEADER, "assignee", "team", "snoozed_until", "status"]


def named(assignee="", team="", snoozed_until="", status="open"):
    return [*ROW, assignee, team, snoozed_until, status]


def in_days(days):
    return (timezone.now() + timedelta(days=days)).replace(microsecond=0)


def held():
    """Return the assignees and teams of all tickets."""
    return list(Ticket.objects.order_by("pk").values_list("assignee__first_name", "team__name"))


def snoozes():
    return list(Ticket.objects.order_by("pk").values_list("snoozed_until", flat=True))


@pytest.fixture
def closed_team():
    """Make a closed team that Ada is in and Ben is not."""
    team = Team.objects.create(name="Personnel", is_closed=True)
    make_agent("Ben")
    Membership.objects.create(team=team, agent=make_agent("Ada"))
    return team


@pytest.fixture
def exported(make_ticket, export):
    """Export tickets of agents and teams, some of them snoozed; return the path."""
    ada = make_agent("Ada", last_name="Lovelace")
    personnel = Team.objects.create(name="Personnel", is_closed=True)
    Membership.objects.create(team=personnel, agent=ada)
    make_ticket()
    make_ticket(assignee=ada, team=Team.objects.create(name="=Größe; +1"))
    make_ticket(assignee=ada, team=personnel, snoozed_until=UNTIL_REPLY)
    make_ticket(assignee=make_agent("zoë"), snoozed_until=in_days(7), status="in_progress")
    make_ticket(team=personnel, status="closed", resolved_at=NOON + timedelta(days=1))
    change_ticket(Ticket.objects.earliest("pk"), {"tag_change": TagChange(only=("vat",))})
    return export()


def test_an_export_gives_the_same_export_where_teams_and_agents_are_the_same(run, exported, export):
    before = exported.read_bytes()
    Ticket.objects.all().delete()
    out, err = run(before)
    assert (err, "5 tickets imported." in out) == ("", True)
    assert "Not taken, for an import has no such field: 'merged_into'." in out
    assert export().read_bytes() == before
    assert "5 were there already." in run(before)[0]


def test_where_they_are_missing_they_are_told_and_nothing_else_is_lost(run, exported, export):
    def others():
        with export().open(encoding="utf-8-sig", newline="") as file:
            return [{**row, "assignee": "", "team": ""} for row in csv.DictReader(file)]

    before, content = others(), exported.read_bytes()
    for model in (Ticket, Team, User):
        model.objects.all().delete()
    out, err = run(content)
    assert "5 tickets imported." in out
    assert "3 × team: no such team." in out
    assert "3 × assignee: no such agent who may sign in." in out
    assert "team: '=Größe; +1': no such team; left out" in err
    assert others() == before
    assert held() == [(None, None)] * 5


def test_a_team_is_found_whatever_its_case_and_accents(run):
    Team.objects.create(name="Größe")
    Team.objects.create(name="x" * 60)
    cells = ["GRÖSSE", " grosse\u200b ", "Größen", "X" * 60, "x" * 61, "x" * 5_000]
    run([NAMED, *(named(team=cell) for cell in cells)])
    assert [team for _, team in held()] == ["Größe", "Größe", None, "x" * 60, None, None]


def test_an_agent_is_found_by_the_name_or_by_an_address_in_the_cell(run):
    ada = make_agent("Ada")
    make_agent("Ben")
    cells = ["Ada", " ada@EXAMPLE.com", "Ben <ada@example.com>", "ada", "Ada <other@example.com>"]
    _, err = run([NAMED, *(named(assignee=cell) for cell in cells)])
    assert [name for name, _ in held()] == ["Ada", "Ada", "Ada", None, None]
    assert err.splitlines() == [
        "line 5: assignee: 'ada': no such agent who may sign in; left out",
        "line 6: assignee: 'Ada <other@example.com>': no such agent who may sign in; left out",
    ]
    first = Ticket.objects.earliest("pk")
    assert (first.assignee, first.assigned_at) == (ada, first.created_at)


def test_nobody_gets_tickets_who_may_not_sign_in_or_is_one_of_several(run):
    make_agent("Gone", is_active=False)
    make_agent("Customer", is_staff=False)
    make_agent("Ann")
    User.objects.create_user("ann2", "ann2@example.com", first_name="Ann", is_staff=True)
    # Only one of these may sign in.
    make_agent("Zoe")
    User.objects.create_user("zoe2", first_name="Zoe", is_staff=True, is_active=False)
    cells = ["Gone", "gone@example.com", "Customer", "Ann", "Zoe", "ann2@example.com"]
    _, err = run([NAMED, *(named(assignee=cell) for cell in cells)])
    assert [name for name, _ in held()] == [None, None, None, None, "Zoe", "Ann"]
    assert err.count("no such agent who may sign in; left out") == 3
    assert "'Ann': several agents have this name; left out" in err


def test_a_ticket_of_a_closed_team_is_given_to_its_members_alone(run, closed_team):
    User.objects.update(is_superuser=True)
    out, err = run([NAMED, named("Ada", "personnel"), named("Ben", "Personnel"), named("Ben")])
    assert held() == [("Ada", "Personnel"), (None, "Personnel"), ("Ben", None)]
    assert err == "line 3: assignee: 'Ben': not in this team, which is closed; left out\n"
    assert "1 × assignee: not in this team, which is closed." in out


def test_an_import_assigns_nothing_by_itself_and_leaves_no_events(run):
    team = Team.objects.create(name="Billing", assignment=Assignment.ROUND_ROBIN)
    Membership.objects.create(team=team, agent=make_agent("Ada"))
    run([NAMED, named(team="Billing")])
    assert held() == [(None, "Billing")]
    assert not Event.objects.exists()
    team.refresh_from_db()
    assert team.last_turn == 0


@pytest.mark.parametrize("text", ["-", "N/A", "none", " \u200b ", "?"])
def test_what_stands_for_nothing_is_not_told(run, text):
    out, err = run([NAMED, named(text, text, text)])
    assert (err, held(), snoozes()) == ("", [(None, None)], [None])
    assert "1 ticket imported." in out


@pytest.mark.parametrize("text", ["a\x00b", "\ud800", "@", "<@>", "'; --", "%", "x" * 4_000])
def test_odd_names_cost_themselves_alone(run, text):
    content = "\n".join(",".join(row) for row in (NAMED, named(text, text, text)))
    out, _ = run(content.encode("utf-8", "replace"))
    assert "1 ticket imported." in out
    assert (held(), snoozes()) == ([(None, None)], [None])


def test_a_snooze_is_kept_while_its_time_has_not_come(run):
    later = in_days(30)
    cells = ["reply", " Reply", later.isoformat(), CREATED, f"{later:%d.%m.%Y %H:%M:%S}"]
    _, err = run([NAMED, *(named(snoozed_until=cell) for cell in cells)], "--time-zone", "UTC")
    assert err == ""
    assert snoozes() == [UNTIL_REPLY, UNTIL_REPLY, later, None, later]


@pytest.mark.parametrize(
    ("text", "status", "reason"),
    [
        ("soon", "open", "no time that can be read; not snoozed"),
        ("2190-01-01T00:00:00Z", "open", "more than a year ahead; not snoozed"),
        ("9999-12-31T00:00:00Z", "open", "not between the years 1900 and 2199; not snoozed"),
        ("reply", "resolved", "the ticket is resolved or closed; not snoozed"),
        ("reply", "closed", "the ticket is resolved or closed; not snoozed"),
    ],
)
def test_a_snooze_that_cannot_be_is_told(run, text, status, reason):
    _, err = run([NAMED, named(snoozed_until=text, status=status)])
    assert err == f"line 2: snoozed_until: '{text}': {reason}\n"
    assert snoozes() == [None]


def test_a_past_snooze_of_a_ticket_that_is_done_is_not_told_either(run):
    assert run([NAMED, named(snoozed_until=CREATED, status="closed")])[1] == ""


def test_names_are_counted_and_take_three_statements_for_a_batch(run):
    make_agent("Ada")
    Team.objects.create(name="Personnel", is_closed=True)
    rows = [[f"A{n}", *named("Ada", "Personnel")[1:]] for n in range(5)]
    rows += [[f"T{n}", *named(f"Agent {n}", f"Team {n}")[1:]] for n in range(25)]
    with CaptureQueriesContext(connection) as without_names:
        run([HEADER, *(row[: len(HEADER)] for row in rows)])
    Ticket.objects.all().delete()
    with CaptureQueriesContext(connection) as with_names:
        out, err = run([NAMED, *rows])
    # The teams, the agents, and who is in the closed ones.
    assert len(with_names) - len(without_names) == 3
    assert err.count("no such team") == err.count("no such agent") == 5
    assert "25 × team: no such team. --report FILE lists them all." in out
    assert "25 × assignee: no such agent who may sign in. --report FILE lists them all." in out
    assert "5 × assignee: not in this team, which is closed." in out


def test_a_dry_run_tells_the_same_and_shows_what_would_be_stored(run, closed_team):
    out, err = run([NAMED, named("Ben", "Personnel", "reply"), named(team="Law")], "--dry-run")
    assert err.splitlines() == [
        "line 2: assignee: 'Ben': not in this team, which is closed; left out",
        "line 3: team: 'Law': no such team; left out",
    ]
    assert "  team: 'Personnel'" in out
    assert "  snoozed_until: 9999-12-31" in out
    assert "  assignee:" not in out
    assert "'Law'" not in out
    assert not Ticket.objects.exists()


def test_agents_of_other_systems_are_taken_only_where_somebody_says_so(run):
    make_agent("Support", last_name="Agent")
    content = foreign_exports.zendesk()
    out, err = run(content)
    assert "'Assignee'" in out.split("Not taken", 1)[1].splitlines()[0]
    assert "assignee:" not in out + err
    Ticket.objects.all().delete()
    out, err = run(content, "--column", "assignee=Assignee", "--default", "team=Support")
    assert "'Assignee' → assignee" in out
    assert err.count("team: 'Support': no such team") == 5
    assert "1996 × team: no such team." in out


def test_a_second_run_takes_over_no_new_names(run):
    run([NAMED, named("Ada")])
    make_agent("Ada")
    out, err = run([NAMED, named("Ada")])
    assert ("1 were there already." in out, err, held()) == (True, "", [(None, None)])


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_an_import_waits_for_a_team_that_is_being_closed(run):
    make_agent("Ben")
    Team.objects.create(name="Personnel")
    is_closing, imported = Flag(), Flag()

    def close():
        try:
            with transaction.atomic():
                team = Team.objects.select_for_update().get()
                team.is_closed = True
                team.save()
                is_closing.set()
                imported.wait(timeout=1)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        closing = pool.submit(close)
        assert is_closing.wait(timeout=10)
        run([NAMED, named("Ben", "Personnel")])
        imported.set()
        closing.result()
    assert held() == [(None, "Personnel")]


def test_times_without_a_zone_are_counted_with_the_others(run):
    later = datetime.now(UTC) + timedelta(days=2)
    out, _ = run([NAMED, named(snoozed_until=f"{later:%Y-%m-%d %H:%M}")])
    assert "Times without a zone were read in" in out
