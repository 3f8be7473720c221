"""The calls of an hour: a share for each stranger's network, and a reserve for agents."""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from rest_framework.settings import api_settings
from rest_framework.test import APIClient
from rest_framework.throttling import SimpleRateThrottle

from config.environment import read_environment
from core.models import ThrottleCount
from tests.support.classify import TEXT, URL
from tickets import llm_service
from tickets.triage import budget, circuit_breaker
from tickets.triage.models import Classification

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("classify")]
NOW = 1_800_000_000
HERE = "192.0.2.1"


@pytest.fixture(autouse=True)
def closed(settings, model, monkeypatch):
    """Twenty calls an hour, of which a stranger may have two and agents keep four."""
    settings.OPEN_ACCESS = False
    settings.LLM_CALLS_PER_HOUR = 20
    monkeypatch.setattr("tickets.triage.budget.time.time", lambda: NOW)


@pytest.fixture
def ask():
    """Ask about so many different texts, and return how many the model was asked about."""
    number = 0

    def post(times, *, user=None, address=HERE, **headers):
        nonlocal number
        client = APIClient(REMOTE_ADDR=address)
        client.force_authenticate(user)
        answered = 0
        for _ in range(times):
            number += 1
            body = {"description": f"{TEXT} {number}"}
            response = client.post(URL, body, headers=headers)
            assert response.status_code == 200
            answered += response.json()["suggested_category"] is not None
        return answered

    return post


@pytest.fixture
def agent():
    return User.objects.create_user("ada", "ada@example.com", is_staff=True)


def test_one_stranger_leaves_the_others_theirs(ask, agent, model):
    assert ask(6) == 2
    assert ask(3, address="192.0.2.2") == 2
    assert ask(20, user=agent) == 16
    assert len(model.asked) == 20
    assert Classification.objects.filter(cause="budget", source="none").count() == 4 + 1 + 4


def test_all_strangers_together_leave_the_agents_theirs(ask, agent, model):
    assert sum(ask(3, address=f"192.0.2.{number}") for number in range(20)) == 16
    assert ask(5, user=agent) == 4
    assert len(model.asked) == 20


def test_what_agents_have_used_strangers_do_not_have(ask, agent):
    assert ask(19, user=agent) == 19
    assert ask(2) == 1
    assert ask(1, user=agent) == 0


@pytest.mark.parametrize("address", ["2001:db8::1", "::ffff:192.0.2.7"])
def test_an_address_is_a_network(ask, address):
    neighbours = ["2001:db8::2", "2001:db8:0:0:ffff::1"] if "db8" in address else ["192.0.2.7"]
    assert ask(2, address=address) == 2
    assert [ask(1, address=neighbour) for neighbour in neighbours] == [0] * len(neighbours)
    assert ask(1, address="2001:db8:0:1::1") == 1


def test_no_header_makes_another_address(ask):
    names = ("X-Forwarded-For", "X-Real-IP", "Forwarded", "Host", "User-Agent", "Cookie")
    assert ask(2) == 2
    assert [ask(1, **{name: f"192.0.2.{at}"}) for at, name in enumerate(names)] == [0] * 6


def test_behind_a_proxy_its_word_counts(ask, monkeypatch):
    monkeypatch.setattr(api_settings, "NUM_PROXIES", 1)
    asked = [ask(1, **{"X-Forwarded-For": f"10.0.0.{at}, 192.0.2.9"}) for at in range(3)]
    assert asked == [1, 1, 0]


def test_the_next_hour_brings_new_calls(ask, monkeypatch):
    assert ask(3) == 2
    monkeypatch.setattr("tickets.triage.budget.time.time", lambda: NOW + 3_600)
    assert ask(3) == 2


@pytest.mark.parametrize("calls", [1, 2, 4])
def test_a_small_budget_leaves_strangers_some(ask, agent, settings, calls):
    settings.LLM_CALLS_PER_HOUR = calls
    assert ask(2) == 1
    assert ask(5, user=agent) == calls - 1


def test_in_open_mode_everyone_is_an_agent(ask, settings):
    settings.OPEN_ACCESS = True
    assert ask(25) == 20


def test_while_the_model_is_left_alone_nothing_is_used_up(ask, agent, model, monkeypatch):
    breaker = circuit_breaker.Breaker(llm_service.model_key())
    for _ in range(circuit_breaker.THRESHOLD):
        breaker.note_failure()
    assert ask(9) == 0
    assert set(Classification.objects.values_list("cause", flat=True)) == {"paused"}
    counts = ThrottleCount.objects.filter(key__startswith="llm")
    assert set(counts.values_list("count", flat=True)) == {0}
    breaker.note_success()
    assert ask(3) == 2


def test_who_has_used_up_a_share_takes_no_probe(ask, agent, monkeypatch):
    assert ask(3) == 2
    breaker = circuit_breaker.Breaker(llm_service.model_key())
    for _ in range(circuit_breaker.THRESHOLD):
        breaker.note_failure()
    later = time.time() + circuit_breaker.PAUSE + 1
    monkeypatch.setattr("tickets.triage.circuit_breaker.time.time", lambda: later)
    assert ask(3) == 0
    assert ask(1, user=agent) == 1


def test_strangers_do_not_use_up_the_agents_minute(ask, agent, monkeypatch):
    rates = {"classify": "9/min", "classify_all": "3/min"}
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", rates)
    client = APIClient()
    statuses = [
        client.post(URL, {"description": TEXT}, REMOTE_ADDR=f"192.0.2.{at}").status_code
        for at in range(4)
    ]
    assert statuses == [200, 200, 200, 429]
    assert ask(3, user=agent) == 3


@pytest.mark.django_db(transaction=True)
def test_many_at_once_do_not_exceed_it(model, settings, monkeypatch):
    settings.LLM_CALLS_PER_HOUR = 10
    model.behaves("slow")
    monkeypatch.setattr(llm_service.call_slots, "acquire", lambda blocking: True)
    monkeypatch.setattr(llm_service.stranger_slots, "acquire", lambda blocking: True)
    for slots in (llm_service.call_slots, llm_service.stranger_slots):
        monkeypatch.setattr(slots, "release", lambda: None)
    barrier = Barrier(12)

    def run(number):
        try:
            barrier.wait(timeout=10)
            address = f"192.0.2.{number}"
            response = APIClient(REMOTE_ADDR=address).post(URL, {"description": f"{TEXT} {number}"})
            return response.json()["suggested_category"]
        finally:
            connection.close()

    with ThreadPoolExecutor(12) as pool:
        answers = Counter(pool.map(run, range(12)))
    assert answers == {"billing": 8, None: 4}
    assert len(model.asked) == 8


@pytest.mark.django_db(transaction=True)
def test_strangers_at_once_leave_a_call_to_an_agent(agent, model, settings):
    settings.LLM_CALLS_PER_HOUR = 1_000
    model.behaves("moody")
    settings.LLM_TIMEOUT = 2

    def hang(number):
        try:
            client = APIClient(REMOTE_ADDR=f"192.0.2.{number}")
            client.post(URL, {"description": f"hang {number}"})
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        strangers = [pool.submit(hang, number) for number in range(6)]
        while len(model.asked) < llm_service.MAX_CONCURRENT_CALLS - 1:
            time.sleep(0.02)
        client = APIClient()
        client.force_authenticate(agent)
        answer = client.post(URL, {"description": TEXT}).json()
        assert not all(stranger.done() for stranger in strangers)
    assert answer["suggested_category"] == "billing"
    assert len(model.asked) == llm_service.MAX_CONCURRENT_CALLS


def test_there_is_a_budget_everywhere(monkeypatch):
    monkeypatch.delenv("LLM_CALLS_PER_HOUR", raising=False)
    assert read_environment().llm_calls_per_hour == 2_000
    assert list(budget.limits_of("192.0.2.1").values()) == [2, 16, 20]
    for value in ("0", "-1", "unlimited"):
        monkeypatch.setenv("LLM_CALLS_PER_HOUR", value)
        with pytest.raises(ImproperlyConfigured, match="LLM_CALLS_PER_HOUR"):
            read_environment()
