"""The list of agents, by which they are chosen and mentioned."""

import pytest
from django.contrib.auth.models import User

from accounts.agents.listing import PAGE_SIZE

pytestmark = pytest.mark.django_db
URL = "/api/agents/"


@pytest.fixture
def make_agent():
    def make(username, first_name="", last_name="", **values):
        names = {"first_name": first_name, "last_name": last_name}
        return User.objects.create_user(
            username, f"{username.partition('@')[0]}@example.com", **names, is_staff=True, **values
        )

    return make


def names(api, **query):
    return [agent["name"] for agent in api.get(URL, query).json()]


def test_active_agents_come_by_name(api, make_agent, django_assert_num_queries):
    zoe = make_agent("a1", "Zoë", "Ålund")
    ada = make_agent("b2", "ada", "Lovelace")
    make_agent("gone", "Gone", is_active=False)
    User.objects.create_user("customer", first_name="Customer")
    with django_assert_num_queries(1):
        response = api.get(URL)
    assert response.json() == [
        {"id": ada.pk, "name": "ada Lovelace"},
        {"id": zoe.pk, "name": "Zoë Ålund"},
    ]
    assert "Link" not in response.headers
    assert "private" in response.headers["Cache-Control"]


def test_no_address_is_shown_or_searched(api, make_agent):
    make_agent("grace@navy.example")
    make_agent("plain")
    make_agent("bob@corp.example", "Bob")
    assert names(api) == ["Bob", "grace", "plain"]
    assert names(api, search="corp") == names(api, search="@") == []
    assert names(api, search="grace") == ["grace"]


@pytest.mark.parametrize("search", ["LOVE", "ada l", " Ada ", "a"])
def test_a_search_finds_parts_of_names(api, make_agent, search):
    make_agent("x", "Ada", "Lovelace")
    make_agent("y", "Bob")
    assert names(api, search=search) == ["Ada Lovelace"]


@pytest.mark.parametrize("search", ["%", "_", "\\", "nobody", "\0!"])
def test_a_search_is_no_pattern(api, make_agent, search):
    make_agent("x", "Ada")
    assert names(api, search=search) == []


def test_pages_have_everybody_once(api, make_agent, django_assert_num_queries):
    people = [
        User(username=f"u{number}", first_name=f"Same {number % 2}", is_staff=True)
        for number in range(2 * PAGE_SIZE + 1)
    ]
    made = User.objects.bulk_create(people)
    sizes: list[int] = []
    found: list[int] = []
    url = f"{URL}?search=same"
    while url:
        with django_assert_num_queries(2 if sizes else 1):
            response = api.get(url)
        sizes.append(len(response.json()))
        found += [agent["id"] for agent in response.json()]
        url = response.headers.get("Link", "").partition(">")[0].removeprefix("<")
    assert sizes == [PAGE_SIZE, PAGE_SIZE, 1]
    assert sorted(found) == sorted(agent.pk for agent in made)


def test_a_page_ends_where_somebody_was_renamed_or_has_left(api, make_agent):
    ada, bob = make_agent("x", "Ada"), make_agent("y", "Bob")
    assert names(api, cursor=ada.pk) == ["Bob"]
    User.objects.filter(pk=bob.pk).update(is_active=False)
    response = api.get(URL, {"cursor": bob.pk})
    assert (response.status_code, list(response.json())) == (400, ["cursor"])


@pytest.mark.parametrize(
    "query",
    [{"cursor": "x"}, {"cursor": "-1"}, {"cursor": "9" * 18}, {"search": "x" * 201}],
)
def test_bad_queries_are_refused(api, query):
    response = api.get(URL, query)
    assert (response.status_code, list(response.json())) == (400, list(query))


def test_each_parameter_is_given_once(api):
    assert api.get(f"{URL}?search=a&search=b").status_code == 400


def test_strangers_see_nobody(api, make_agent, settings):
    make_agent("x", "Ada")
    settings.OPEN_ACCESS = False
    response = api.get(URL)
    assert response.status_code == 401
    assert "Ada" not in response.content.decode()
