"""Cached suggestions tell nobody what others have sent."""

import time

import pytest
from django.contrib.auth.models import User
from rest_framework.test import APIClient

from tests.support.classify import TEXT, URL
from tests.support.model_server import SLOW
from tickets.triage.models import Classification

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("classify")]
VICTIM, ATTACKER = "192.0.2.1", "198.51.100.1"


@pytest.fixture(autouse=True)
def closed(settings, model):
    settings.OPEN_ACCESS = False
    model.behaves("slow")


@pytest.fixture
def agents():
    return [
        User.objects.create_user(name, f"{name}@example.com", is_staff=True)
        for name in ("ada", "bob")
    ]


def ask(address=VICTIM, user=None, text=TEXT):
    """Return the seconds and the answer to a question."""
    client = APIClient(REMOTE_ADDR=address)
    client.force_authenticate(user)
    start = time.monotonic()
    response = client.post(URL, {"description": text})
    return time.monotonic() - start, response


def test_a_text_that_others_have_sent_takes_as_long_as_a_new_one(agents, model):
    ask(VICTIM)
    ask(user=agents[0])
    sent = [ask(f"198.51.100.{at}")[0] for at in range(5)]
    new = [ask(f"198.51.100.{at}", text=f"{TEXT} {at}")[0] for at in range(5)]
    # The model takes as long for each, so that nothing is left to tell them apart.
    assert min(*sent, *new) >= SLOW
    assert len(model.asked) == 2 + 5 + 5


def test_nothing_else_tells_it_either(model):
    ask(VICTIM)
    (_, known), (_, new) = ask(ATTACKER), ask(ATTACKER, text=f"{TEXT} Really.")
    assert known.headers == new.headers
    ids = [response.json().pop("suggestion_id") for response in (known, new)]
    assert len({len(suggestion_id) for suggestion_id in ids}) == 1
    without = [
        {name: value for name, value in response.json().items() if name != "suggestion_id"}
        for response in (known, new)
    ]
    assert without[0] == without[1]


def test_ones_own_text_is_answered_at_once(model):
    ask("2001:db8::1")
    ask("2001:db8::2")
    assert len(model.asked) == 1
    assert ask("2001:db8:0:1::1")[0] >= SLOW
    assert len(model.asked) == 2


def test_agents_share_what_agents_have_asked(agents, model):
    ask(user=agents[0])
    _, response = ask(ATTACKER, user=agents[1])
    assert response.json()["reason"]
    assert len(model.asked) == 1
    assert set(Classification.objects.values_list("source", flat=True)) == {"model", "cache"}


def test_a_strangers_text_reaches_no_agent_by_the_cache(agents, model):
    ask(VICTIM)
    assert ask(user=agents[0])[0] >= SLOW
    assert len(model.asked) == 2
