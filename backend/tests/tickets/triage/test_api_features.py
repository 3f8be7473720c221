"""Each model is asked with the API features that it knows."""

import pytest
from django.core.cache import caches

from tests.support.classify import TEXT, URL, suggestion_of
from tickets import llm_service
from tickets.triage.models import Classification

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("classify")]


@pytest.mark.parametrize(
    ("behaviour", "forms", "mode"),
    [
        ("schema", ["json_schema"], "schema"),
        # As llama-cpp-python has it, refused with a status 500.
        ("object", ["json_schema", "json_object"], "object"),
        ("json", ["json_schema", "json_object", "json_object"], "json"),
        # This one says what it does not know, so that the probabilities need not go first.
        ("plain", ["json_schema", "json_object", "json_object", None], "plain"),
        # This one says nothing: what the fewest servers know goes first.
        ("terse", ["json_schema", "json_schema", "json_object", "json_object", None], "plain"),
    ],
)
def test_each_model_is_asked_in_the_form_that_it_knows(api, model, behaviour, forms, mode):
    model.behaves(behaviour)
    assert suggestion_of(api.post(URL, {"description": TEXT})) == ("billing", "high")
    assert [body.get("response_format", {}).get("type") for body in model.asked] == forms

    # What worked is remembered.
    assert suggestion_of(api.post(URL, {"description": f"{TEXT} Again."})) == ("billing", "high")
    assert len(model.asked) == len(forms) + 1
    assert model.asked[-1].get("response_format", {}).get("type") == forms[-1]
    assert Classification.objects.filter(mode=mode).count() == 2


def test_a_model_that_knows_other_parameters(api, model):
    model.behaves("reasoning")
    assert suggestion_of(api.post(URL, {"description": TEXT})) == ("billing", "high")
    last = model.asked[-1]
    assert "max_completion_tokens" in last
    assert not {"max_tokens", "temperature", "logprobs"} & last.keys()
    assert last["response_format"]["type"] == "json_schema"


def test_api_features_that_work_no_more_are_forgotten(api, model):
    model.behaves("plain")
    api.post(URL, {"description": TEXT})
    caches["shared"].set(llm_service.features_key(), {"mode": "json"})
    api.post(URL, {"description": f"{TEXT} Once more."})
    assert caches["shared"].get(llm_service.features_key())["mode"] == "plain"


def test_a_text_that_is_refused_changes_nothing_for_others(api, model):
    known = {"mode": "json", "has_logprobs": False}
    model.behaves("400")
    caches["shared"].set(llm_service.features_key(), known)
    api.post(URL, {"description": TEXT})
    assert len(model.asked) == 1
    assert caches["shared"].get(llm_service.features_key()) == known
