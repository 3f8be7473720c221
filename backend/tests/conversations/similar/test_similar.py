"""Tickets like another one: which are found, what is told of them, within what bounds."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from conversations import services
from conversations.models import AuthorKind, Channel, Kind
from conversations.similar import selectors
from conversations.similar.words import compare_titles, trigrams_of, words_in
from core.db.bounded import StatementTooSlow
from core.text.folding import fold
from tests.support.tickets import store_tickets
from tickets.history.actors import SYSTEM
from tickets.models import Ticket
from tickets.requesters import link_requesters
from tickets.search.word_frequency import Sample

pytestmark = pytest.mark.django_db
PRINTER = "The label printer prints blank labels since the update of the driver."


def url(ticket):
    return f"/api/tickets/{ticket.pk}/similar/"


def reply(ticket, text, kind=Kind.REPLY):
    author = services.Author(AuthorKind.AGENT, name="Ada")
    draft = services.Draft(kind, text, Channel.WEB)
    return services.post_as_agent(ticket.pk, author, draft, SYSTEM)


@pytest.fixture
def others(make_ticket):
    """Tickets that have nothing to do with the printer."""
    texts = [
        ("Invoice has the wrong address", "Please write it to our new office in Porto."),
        ("Password reset mail never arrives", "I have looked into the spam folder."),
        ("Calendar moves appointments", "All of them are an hour late since Sunday."),
        ("Export to CSV is empty", "There is a header, and nothing below."),
    ] * 3
    return [make_ticket(title=title, description=text) for title, text in texts]


def found_in(response, kind):
    assert response.status_code == 200, response.content
    return [row["id"] for row in response.json()[kind]]


def test_a_close_text_is_a_duplicate_while_it_is_open(api, make_ticket, others):
    subject = make_ticket(title="Label printer prints blank", description=PRINTER)
    open_one = make_ticket(
        title="Blank labels", description="Our label printer has only blank labels today."
    )
    solved = make_ticket(
        title="Blank labels again",
        description="The printer of labels is blank after a driver update.",
        status="resolved",
    )
    response = api.get(url(subject))
    assert found_in(response, "duplicates") == [open_one.pk]
    assert found_in(response, "solved") == [solved.pk]
    [duplicate] = response.json()["duplicates"]
    assert {"label", "blank", "printer"} <= set(duplicate["words"])
    assert duplicate["same_requester"] is False
    assert (duplicate["status"], duplicate["title"]) == ("open", "Blank labels")
    assert response.json()["complete"] is True


def test_what_the_same_requester_asks_is_shown_whatever_the_words(api, make_ticket, others):
    now = timezone.now()
    texts = {"requester_name": "Grace", "requester_email": "grace@example.com"}
    subject, still_open, recent, old = (
        make_ticket(title=title, description=text, status=status, created_at=at, **texts)
        for title, text, status, at in (
            ("Label printer prints blank", PRINTER, "open", now),
            ("Holiday calendar", "When is Monday?", "open", now - timedelta(days=90)),
            ("Where are receipts", "I found none.", "closed", now - timedelta(days=3)),
            ("Cannot pay", "The card is refused.", "closed", now - timedelta(days=90)),
        )
    )
    for ticket in (subject, still_open, recent, old):
        link_requesters([ticket])
        ticket.save()
    answer = api.get(url(subject)).json()
    assert {row["id"] for row in answer["duplicates"]} == {still_open.pk, recent.pk}
    assert {(row["same_requester"], tuple(row["words"])) for row in answer["duplicates"]} == {
        (True, ())
    }
    assert answer["solved"] == []


def test_a_solved_ticket_tells_the_last_reply_and_no_note(api, make_ticket, others):
    subject = make_ticket(title="Label printer prints blank", description=PRINTER)
    solved = make_ticket(
        title="Label printer prints blank labels", description=PRINTER, status="closed"
    )
    assert api.get(url(subject)).json()["solved"][0]["reply"] is None
    reply(solved, "Have you tried **turning** it off?")
    reply(solved, "Install the driver of May.\n\nThen it prints " + "again " * 100)
    reply(solved, "This one is a nuisance", Kind.NOTE)
    [row] = api.get(url(subject)).json()["solved"]
    assert row["reply"].startswith("Install the driver of May. Then it prints again")
    assert len(row["reply"]) <= 160


def test_the_ticket_itself_and_what_nobody_may_read_are_left_out(api, make_ticket, others):
    subject = make_ticket(title="Label printer prints blank", description=PRINTER)
    other = make_ticket(title="Label printer prints blank", description=PRINTER)
    assert found_in(api.get(url(subject)), "duplicates") == [other.pk]
    nothing = selectors.find_similar(subject, Ticket.objects.none())
    assert (nothing.duplicates, nothing.solved) == ([], [])
    assert api.get("/api/tickets/999999/similar/").status_code == 404


def test_at_most_five_of_each_kind_are_told_the_closest_first(api, make_ticket, others):
    subject = make_ticket(title="Label printer prints blank", description=PRINTER)
    for status in ("open", "closed"):
        for _ in range(7):
            make_ticket(title="Printer", description="Labels are blank.", status=status)
    closest = make_ticket(title="Label printer prints blank", description=PRINTER)
    answer = api.get(url(subject)).json()
    assert [len(answer[kind]) for kind in ("duplicates", "solved")] == [5, 5]
    assert answer["duplicates"][0]["id"] == closest.pk


def test_words_that_everybody_writes_make_no_ticket_similar(api, make_ticket):
    texts = ["printer", "invoice", "calendar", "password", "export", "mail", "login", "board"]
    tickets = [
        make_ticket(
            title=f"Problem with the {word}", description=f"Hello, please help me with my {word}."
        )
        for word in texts
    ]
    answer = api.get(url(tickets[0])).json()
    assert all("hello" not in row["words"] for row in answer["duplicates"])
    words = {word for row in answer["duplicates"] for word in row["words"]}
    assert not words & {"hello", "please", "help", "problem"}


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("CSVエクスポートの日本語が文字化けします", "エクスポートしたCSVの日本語が文字化けする"),
        ("لم يصلني إيصال الدفع السنوي", "لم يصلني إيصال الدفع"),
        ("Błędny adres firmy na fakturze", "Bledny adres na fakturze"),
    ],
)
def test_every_script_is_compared(api, make_ticket, others, title, other):
    subject = make_ticket(title=title, description=title)
    like = make_ticket(title=other, description=other)
    assert found_in(api.get(url(subject)), "duplicates") == [like.pk]


@pytest.mark.parametrize("text", ["!!!", "…", "a b c", "1", "🙈 🙉"])
def test_a_text_without_words_is_like_nothing(api, make_ticket, others, text):
    answer = api.get(url(make_ticket(title=text, description=text))).json()
    assert answer == {"duplicates": [], "solved": [], "complete": True}


def test_what_takes_too_long_is_left_out_and_said(api, make_ticket, others, monkeypatch):
    def take_too_long(*_, **__):
        raise StatementTooSlow

    subject = make_ticket(title="Label printer prints blank", description=PRINTER)
    like = make_ticket(title="Label printer prints blank", description=PRINTER)
    monkeypatch.setattr(selectors, "fetch", take_too_long)
    monkeypatch.setattr(selectors, "count_about", lambda: 1)
    response = api.get(url(subject))
    # Among the newest it was found without the statement.
    assert found_in(response, "duplicates") == [like.pk]
    assert response.json()["complete"] is False


def test_the_number_of_queries_does_not_grow(
    api, make_ticket, others, monkeypatch, django_assert_num_queries
):
    # How many tickets there are is told by the highest id, which earlier tests have raised.
    monkeypatch.setattr(selectors, "MAX_EXPECTED", 1_000_000_000)
    subject = make_ticket(title="Label printer prints blank", description=PRINTER)
    for status in ("open", "closed"):
        for _ in range(4):
            ticket = make_ticket(title="Blank labels", description=PRINTER, status=status)
            reply(ticket, "Try another driver.")
    api.get(url(subject))
    # Ticket, ids by words, candidates, replies; on PostgreSQL also the highest id, and a savepoint
    # around the statement with a time limit.
    with django_assert_num_queries(7 if connection.vendor == "postgresql" else 4):
        api.get(url(subject))


def test_words_of_scripts_without_blanks_are_cut():
    assert list(words_in(fold("日本語が"))) == ["日本語", "本語が"]
    assert list(words_in("the vpn-client, vpn 12 x")) == ["the", "vpn", "client"]


def test_titles_are_compared_by_trigrams():
    one = trigrams_of("printer")
    assert compare_titles(one, trigrams_of("printer")) == 1
    assert 0 < compare_titles(one, trigrams_of("printers")) < 1
    assert compare_titles(one, set()) == 0


def test_frequent_words_are_looked_for_in_pairs_and_very_frequent_ones_not_at_all():
    texts = {n: "hello" + (" refund" if n % 50 == 0 else "") for n in range(500)}
    texts |= {n: f"{text} seats" for n, text in texts.items() if n % 50 == 1}
    sample = Sample(texts)
    words = ["zanzibar", "refund", "seats", "hello"]
    assert selectors.choose_keys(words, sample, 100_000) == [("zanzibar",), ("refund", "seats")]
    assert selectors.choose_keys(["hello"], sample, 100_000) == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="plans of PostgreSQL")
def test_words_are_found_by_the_index(make_ticket, monkeypatch):
    store_tickets(
        Ticket(
            title=f"Ticket {number}",
            description=f"word{number % 997} and other{number % 13}",
            category="general",
            priority="low",
        )
        for number in range(5_000)
    )
    subject = make_ticket(title="Ticket", description="word77x word501 other3")
    plans = []

    def explain(rows, seconds):
        plans.append(rows.explain())
        return list(rows)

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE tickets_ticket, tickets_searchtext")
        # So few texts are read faster than any index.
        cursor.execute("SET LOCAL enable_seqscan = off")
    monkeypatch.setattr(selectors, "fetch_in_time", explain)
    monkeypatch.setattr(selectors, "count_about", lambda: 100_000)
    selectors.find_similar(subject, Ticket.objects.all())
    [plan] = plans
    assert "search_text_trigrams" in plan
    assert "Seq Scan" not in plan
