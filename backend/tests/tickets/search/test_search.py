"""`GET /api/tickets/?search=`: what is found, however it is written."""

import pytest

from tests.tickets.search.test_list import ids

pytestmark = pytest.mark.django_db
URL = "/api/tickets/"


@pytest.mark.parametrize(
    ("text", "search"),
    [
        ("The invoice is wrong", "INVOICE"),
        ("The invoice is wrong", "voic"),
        ("The invoice is wrong", "wrong the"),
        ("Überweisung fehlt", "ÜBERWEISUNG"),
        ("ΠΛΗΡΩΜΉ", "πληρωμή"),
        ("Не работает вход", "НЕ РАБОТАЕТ"),
        ("請求書が届きません", "請求書"),
        ("لا أستطيع تسجيل الدخول", "تسجيل"),
        ("100% broken", "100%"),
        ("snake_case", "e_c"),
        (r"C:\temp", r"c:\T"),
        ('it\'s "quoted"', "'S \"Q"),
        ("Straße gesperrt", "straße"),
        ("emoji 🎉 party", "🎉"),
    ],
)
@pytest.mark.parametrize("field", ["title", "description"])
def test_search_finds_as_typed_in_any_case_and_script(api, make_ticket, field, text, search):
    ticket = make_ticket(**{field: text})
    make_ticket()
    assert ids(api.get(URL, {"search": search})) == [ticket.pk]


@pytest.mark.parametrize(
    ("text", "search"),
    [
        ("Straße", "STRASSE"),
        ("Strasse", "straße"),
        ("ﬁnal", "final"),
        ("İzmir", "izmir"),
        ("Can’t log in", "Can't"),
        ("Can't log in", "can’t"),
        ("Zürich", "Zu\u0308rich"),
        ("Zürich", "zurich"),
        ("Zurich", "ZÜRICH"),
        ("pass\u200bword", "password"),
        ("password", "pass\u00adword"),
        ("VPN\u2011client", "VPN-client"),
        ("ＡＢＣ", "abc"),
        ("smørrebrød", "smorrebrod"),
        ("ΣΊΣΥΦΟΣ", "σισυφος"),
        ("が", "か\u3099"),
    ],
)
def test_search_finds_however_it_is_written(api, make_ticket, text, search):
    ticket = make_ticket(title=text)
    make_ticket()
    assert ids(api.get(URL, {"search": search})) == [ticket.pk]
    assert ids(api.get(URL, {"search": text})) == [ticket.pk]


@pytest.mark.parametrize(
    "search",
    [
        '"cannot log in"',
        "“Cannot log in”",
        "„cannot log in“",
        "«cannot  log in»",
        "「cannot log in」",
        "‘cannot log in’",
        'Drucker ("cannot log in").',
    ],
)
def test_search_finds_a_phrase(api, make_ticket, search):
    ticket = make_ticket(title="Drucker", description="I cannot\nlog in today.")
    make_ticket(title="Drucker", description="log into what? In it I cannot")
    make_ticket(title="Drucker cannot", description="log in")
    assert ids(api.get(URL, {"search": search})) == [ticket.pk]


def test_an_unclosed_quote_makes_no_phrase(api, make_ticket):
    ticket = make_ticket(description="in a log I cannot")
    assert ids(api.get(URL, {"search": '"cannot log in'})) == [ticket.pk]


def test_search_words_may_be_spread_over_ticket_and_requester(api, make_ticket):
    ticket = make_ticket(title="Refund", requester_email="jane@example.com")
    make_ticket(title="Refund", requester_email="joe@example.com")
    assert ids(api.get(URL, {"search": "refund jane@example.com"})) == [ticket.pk]
    assert ids(api.get(URL, {"search": '"refund jane@example.com"'})) == []


@pytest.mark.parametrize("search", ["100_", "1%0", "inv%ice", "invoice absent", r"\%"])
def test_search_takes_nothing_for_a_wildcard(api, make_ticket, search):
    make_ticket(title="invoice 1000", description="1000")
    assert ids(api.get(URL, {"search": search})) == []


def test_search_words_may_be_spread_over_title_and_description(api, make_ticket):
    ticket = make_ticket(title="Refund", description="for the March plan")
    make_ticket(title="Refund", description="for the April plan")
    assert ids(api.get(URL, {"search": "refund march"})) == [ticket.pk]


def test_search_with_filters(api, make_ticket):
    make_ticket(title="vat", status="closed")
    ticket = make_ticket(title="vat", status="open")
    assert ids(api.get(URL, {"search": "VAT", "status": "open"})) == [ticket.pk]


@pytest.mark.parametrize(
    "search",
    [
        "wrong " * 200,
        # The words after the twentieth, and what comes after a thousand characters.
        " ".join("something"[:length] for length in range(1, 10))
        + " wrong rong ong ng g is s i . wr wro ron"
        + " absent" * 50,
        "wrong" + " " * 1_000 + "absent",
        "wrong\x00",
    ],
)
def test_a_long_search_counts_to_its_bound(api, make_ticket, search):
    ticket = make_ticket()
    assert ids(api.get(URL, {"search": search})) == [ticket.pk]


def test_the_first_twenty_words_count(api, make_ticket):
    words = [f"word{number:02}" for number in range(25)]
    ticket = make_ticket(description=" ".join(words[:20]))
    make_ticket(description=" ".join(words[1:]))
    assert ids(api.get(URL, {"search": " ".join(words)})) == [ticket.pk]


@pytest.mark.parametrize("search", ["", " ", "\u200b", '""', "\u00ad \ufe0f", "\x00"])
def test_a_search_for_nothing_finds_all(api, make_ticket, search):
    tickets = [make_ticket(), make_ticket()]
    assert len(ids(api.get(URL, {"search": search}))) == len(tickets)


def test_an_invisible_word_is_left_out(api, make_ticket):
    ticket = make_ticket(title="One")
    make_ticket(title="Two")
    assert ids(api.get(URL, {"search": "\u200b one"})) == [ticket.pk]
