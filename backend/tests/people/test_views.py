"""The API for requesters."""

import pytest

from people.models import Requester
from people.views import PAGE_SIZE

pytestmark = pytest.mark.django_db
URL = "/api/requesters/"


@pytest.fixture
def ada():
    return Requester.objects.create(name="Ada", email="ada@example.com", locale="en-GB")


def one(requester):
    return f"{URL}{requester.pk}/"


def pages(api, query):
    response = api.get(URL, query)
    while True:
        yield response.json()
        if not (link := response.headers.get("Link")):
            return
        response = api.get(link.partition(">")[0].removeprefix("<"))


def test_the_list_is_the_newest_first(api, ada):
    bob = Requester.objects.create(name="Bob")
    response = api.get(URL)
    assert [found["id"] for found in response.json()] == [bob.pk, ada.pk]
    assert response.json()[1] == {
        "id": ada.pk,
        "name": "Ada",
        "email": "ada@example.com",
        "locale": "en-GB",
        "blocked": False,
        "blocked_at": None,
        "created_at": ada.created_at.isoformat().replace("+00:00", "Z"),
    }
    assert response.json()[0]["email"] is None
    assert "Link" not in response.headers


def test_pages_have_everybody_once(api, django_assert_num_queries):
    people = Requester.objects.bulk_create(
        Requester(email=f"p{number}@example.com") for number in range(2 * PAGE_SIZE + 1)
    )
    with django_assert_num_queries(1):
        api.get(URL)
    found = list(pages(api, {"search": "EXAMPLE"}))
    assert [len(page) for page in found] == [PAGE_SIZE, PAGE_SIZE, 1]
    assert [one["id"] for page in found for one in page] == [one.pk for one in reversed(people)]


@pytest.mark.parametrize("search", ["ada", "AD", "example.com", " ada@ "])
def test_a_search_finds_parts_of_names_and_addresses(api, ada, search):
    Requester.objects.create(name="Bob", email="bob@example.org")
    assert [found["id"] for found in api.get(URL, {"search": search}).json()] == [ada.pk]


@pytest.mark.parametrize("search", ["%", "_", "\\", "nobody", "\0!"])
def test_a_search_is_no_pattern(api, ada, search):
    assert api.get(URL, {"search": search}).json() == []


@pytest.mark.parametrize(
    "query", [{"cursor": "x"}, {"cursor": "-1"}, {"cursor": "1" * 19}, {"search": "x" * 201}]
)
def test_bad_queries_are_refused(api, query):
    response = api.get(URL, query)
    assert response.status_code == 400
    assert list(response.json()) == list(query)


def test_each_parameter_is_given_once(api):
    assert api.get(f"{URL}?search=a&search=b").status_code == 400


def test_one_requester_has_the_number_of_their_tickets(api, body, django_assert_num_queries):
    for _ in range(3):
        made = api.post("/api/tickets/", {**body, "requester_email": "ada@example.com"}).json()
    with django_assert_num_queries(2):
        answer = api.get(f"{URL}{made['requester']['id']}/").json()
    assert answer["tickets"] == 3
    assert set(answer) == {
        *("id", "name", "email", "locale", "blocked", "blocked_at", "created_at", "tickets"),
    }


@pytest.mark.parametrize("pk", ["0", "9" * 19])
@pytest.mark.parametrize("method", ["get", "patch"])
def test_an_unknown_one_is_404(api, pk, method):
    assert getattr(api, method)(f"{URL}{pk}/").status_code == 404


def test_agents_correct_them(api, ada):
    changes = {"name": " Ada  King ", "email": " ADA@Example.ORG", "locale": "de"}
    answer = api.patch(one(ada), changes)
    assert answer.status_code == 200
    expected = {"name": "Ada King", "email": "ada@example.org", "locale": "de"}
    assert {name: answer.json()[name] for name in changes} == expected
    assert api.get(one(ada)).json() == answer.json()
    assert api.patch(one(ada), {"email": None, "name": "", "locale": ""}).json()["email"] is None
    assert api.patch(one(ada), {}).status_code == 200


@pytest.mark.parametrize(
    "change",
    [
        {"email": "nobody"},
        {"email": ""},
        {"email": 1},
        {"name": None},
        {"name": "x" * 101},
        {"locale": "d"},
        {"locale": "de_DE"},
        {"locale": "de-" + "x" * 33},
    ],
)
def test_bad_values_are_refused_by_field(api, ada, change):
    response = api.patch(one(ada), change)
    assert response.status_code == 400
    assert list(response.json()) == list(change)


def test_two_requesters_never_share_an_address(api, ada):
    bob = Requester.objects.create(name="Bob", email="bob@example.com")
    response = api.patch(one(bob), {"email": "ADA@example.com", "name": "Robert"})
    assert response.status_code == 400
    assert response.json() == {"email": ["Another requester has this address."]}
    bob.refresh_from_db()
    assert (bob.name, bob.email) == ("Bob", "bob@example.com")
    # One's own is no conflict.
    assert api.patch(one(bob), {"email": "BOB@example.com"}).status_code == 200


def test_strangers_neither_read_nor_change_them(api, ada, settings):
    settings.OPEN_ACCESS = False
    for response in (api.get(URL), api.get(one(ada)), api.patch(one(ada), {"name": "Eve"})):
        assert response.status_code == 401
        assert "Ada" not in response.content.decode()
    assert Requester.objects.get().name == "Ada"
