"""The requester: an optional name and e-mail address."""

import pytest

from tickets.models import Ticket

pytestmark = pytest.mark.django_db
URL = "/api/tickets/"
REQUESTER = {"requester_name": "Maëlle Kerviel", "requester_email": "maelle@example.org"}
ADDRESSES = [
    "a@example.com",
    "first.last+tag@sub.example.co.uk",
    "o'brien@example.org",
    "x@bücher.example",
    "x@例子.公司",
    "x@xn--bcher-kva.example",
    "X@EXAMPLE.COM",
    f"{'a' * 64}@example.com",
]
NO_ADDRESSES = [
    "a",
    "a@",
    "@example.com",
    "a@example",
    "a@localhost",
    "a@[127.0.0.1]",
    "a@127.0.0.1",
    "a b@example.com",
    "a@b@example.com",
    "a..b@example.com",
    ".a@example.com",
    "a@-example.com",
    "a@exa_mple.com",
    "a@example..com",
    "a@example.com.",
    '"a"@example.com',
    '"a@evil.example>"@example.com',
    "Ann <a@example.com>",
    "a@example.com,b@example.com",
    "a@example.com\r\nBcc: b@example.com",
    "a@example.com\nb@example.com",
    "a@exam\u202eple.com",
    "a@exam\u202eple.com",
    "a@example.com\u2028b",
    "ä@example.com",
    f"{'a' * 65}@example.com",
    f"a@{'b' * 64}.com",
]


def test_both_are_kept_and_answered_wherever_the_ticket_is(api, body):
    made = api.post(URL, {**body, **REQUESTER}).json()
    for ticket in (made, api.get(f"{URL}{made['id']}/").json(), *api.get(URL).json()):
        assert {name: ticket[name] for name in REQUESTER} == REQUESTER


def test_neither_is_needed(api, body):
    assert {api.post(URL, body).json()[name] for name in REQUESTER} == {""}
    blank = dict.fromkeys(REQUESTER, " \u200b")
    assert {api.post(URL, {**body, **blank}).json()[name] for name in REQUESTER} == {""}


def test_agents_change_and_clear_them(api, make_ticket):
    ticket = make_ticket(**REQUESTER)
    path = f"{URL}{ticket.pk}/"
    changed = api.patch(path, {"requester_name": "Maë"}).json()
    assert (changed["requester_name"], changed["version"]) == ("Maë", 2)
    assert api.patch(path, {"requester_email": ""}).json()["requester_email"] == ""
    assert api.patch(path, {"requester_email": "x"}).status_code == 400


def test_what_leaves_them_out_leaves_them_alone(api, body, make_ticket):
    ticket = make_ticket(**REQUESTER)
    replaced = api.put(f"{URL}{ticket.pk}/", body).json()
    assert replaced["requester_name"] == REQUESTER["requester_name"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_addresses(api, body, address):
    response = api.post(URL, {**body, "requester_email": f" {address} "})
    assert (response.status_code, response.json()["requester_email"]) == (201, address)


@pytest.mark.parametrize("address", NO_ADDRESSES)
def test_what_is_no_address(api, body, address):
    response = api.post(URL, {**body, "requester_email": address})
    assert response.status_code == 400
    assert response.json() == {"requester_email": ["Enter an address like name@example.com."]}
    assert not Ticket.objects.exists()


@pytest.mark.parametrize("value", [None, 1, ["a@example.com"], {}])
@pytest.mark.parametrize("field", REQUESTER)
def test_what_is_no_text(api, body, field, value):
    response = api.post(URL, {**body, field: value})
    assert response.status_code == 400
    assert list(response.json()) == [field]


def test_what_nobody_sees_is_tidied(api, body):
    texts = {
        "requester_name": "A\0nn\x1b[0m\x92s",
        "requester_email": "\ufeffa\u200bnn@example.com\0",
    }
    answer = api.post(URL, {**body, **texts}).json()
    assert answer["requester_name"] == "Ann\u2019s"
    assert answer["requester_email"] == "ann@example.com"
    blank = api.post(URL, {**body, "requester_name": "\x85", "requester_email": "\x07"}).json()
    assert (blank["requester_name"], blank["requester_email"]) == ("", "")


def test_a_name_is_one_line(api, body):
    name = " Ann\r\nBcc: b@example.com\u2028\tand\u2029 so\u00a0on "
    answer = api.post(URL, {**body, "requester_name": name}).json()
    assert answer["requester_name"] == "Ann Bcc: b@example.com and so on"


@pytest.mark.parametrize(
    ("field", "longest"),
    [
        ("requester_name", "😀" * 100),
        ("requester_email", f"{'a' * 64}@{'b' * 63}.{'c' * 63}.{'d' * 57}.com"),
    ],
)
def test_lengths(api, body, field, longest):
    assert api.post(URL, {**body, field: longest}).status_code == 201
    limit = 100 if field == "requester_name" else 254
    assert len(longest) == limit
    response = api.post(URL, {**body, field: f"a{longest}"})
    assert response.status_code == 400
    assert response.json()[field][0].startswith("Ensure this field has no more than")


@pytest.mark.parametrize(
    "search",
    [
        "Kerviel",
        "maelle kerviel",
        "maelle@example.org",
        "<Maelle@Example.org>",
        "maelle@example.org,",
        "mailto:maelle@example.org",
        "Maëlle Kerviel <maelle@example.org>;",
        "wrong maelle@",
    ],
)
def test_a_search_finds_their_tickets(api, make_ticket, search):
    ticket = make_ticket(**REQUESTER)
    make_ticket(requester_name="Ann", requester_email="ann@example.org")
    assert [found["id"] for found in api.get(URL, {"search": search}).json()] == [ticket.pk]


def test_a_model_never_sees_them(api, body, model, settings, caplog):
    caplog.set_level("DEBUG")
    description = "My card was charged twice, please refund."
    answer = api.post("/api/tickets/classify/", {"description": description}).json()
    suggestion = {"description": description, "suggestion_id": answer["suggestion_id"]}
    submission = {**body, **REQUESTER, **suggestion}
    assert api.post(URL, submission).status_code == 201
    # The ticket is an example for this one.
    settings.LLM_EXAMPLES = 4
    Ticket.objects.update(priority="low")
    similar = {"description": "My card was charged twice again, please refund."}
    assert api.post("/api/tickets/classify/", similar).status_code == 200
    assert len(model.asked) == 2
    for value in REQUESTER.values():
        assert value not in str(model.asked)
        assert value not in caplog.text
