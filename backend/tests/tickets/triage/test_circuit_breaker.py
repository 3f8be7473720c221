"""After failures in a row the model is not called for a while."""

import time

import pytest

from tests.support.classify import TEXT, URL
from tickets import llm_service
from tickets.triage import circuit_breaker
from tickets.triage.models import Classification

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("classify")]


class TestBreaker:
    def ask(self, api, number):
        return api.post(URL, {"description": f"{TEXT} {number}"})

    def test_after_five_failures_the_model_is_left_alone(self, api, model):
        model.behaves("401")
        for number in range(5):
            self.ask(api, number)
        assert len(model.asked) == 5
        assert self.ask(api, 6).json()["error"] == llm_service.UNAVAILABLE
        assert len(model.asked) == 5
        assert Classification.objects.filter(cause="paused", source="none").count() == 1

    def test_one_probe_after_the_pause(self, api, model, monkeypatch):
        model.behaves("401")
        for number in range(5):
            self.ask(api, number)
        later = time.time() + circuit_breaker.PAUSE + 1
        monkeypatch.setattr("tickets.triage.circuit_breaker.time.time", lambda: later)
        self.ask(api, 6)
        self.ask(api, 7)
        assert len(model.asked) == 6

    def test_only_one_of_many_probes(self, monkeypatch):
        breaker = circuit_breaker.Breaker("x")
        for _ in range(5):
            breaker.note_failure()
        assert not breaker.allows(9)
        later = time.time() + circuit_breaker.PAUSE + 1
        monkeypatch.setattr("tickets.triage.circuit_breaker.time.time", lambda: later)
        assert [breaker.allows(9) for _ in range(3)] == [True, False, False]

    def test_a_success_ends_it(self, api, model, monkeypatch):
        model.behaves("401")
        for number in range(5):
            self.ask(api, number)
        later = time.time() + circuit_breaker.PAUSE + 1
        monkeypatch.setattr("tickets.triage.circuit_breaker.time.time", lambda: later)
        breaker = circuit_breaker.Breaker(llm_service.model_key())
        assert breaker.allows(9)
        breaker.note_success()
        for number in range(4):
            self.ask(api, 10 + number)
        assert len(model.asked) == 9

    def test_texts_that_a_model_cannot_cope_with_do_not_open_it(self, api, model):
        model.says("nonsense")
        for number in range(8):
            self.ask(api, number)
        assert len(model.asked) == 8

    def test_a_failed_probe_begins_a_new_pause_however_late(self, monkeypatch):
        breaker = circuit_breaker.Breaker("late")
        for _ in range(5):
            breaker.note_failure()
        for key in breaker.failure_keys:
            breaker.cache.delete(key)
        later = time.time() + circuit_breaker.PAUSE + 1
        monkeypatch.setattr("tickets.triage.circuit_breaker.time.time", lambda: later)
        assert breaker.allows(9)
        breaker.note_failure()
        assert not breaker.allows(9)

    def test_four_failures_and_a_success_begin_anew(self):
        breaker = circuit_breaker.Breaker(llm_service.model_key())
        for _ in range(3):
            for _ in range(4):
                breaker.note_failure()
            breaker.note_success()
        assert breaker.allows(9)
