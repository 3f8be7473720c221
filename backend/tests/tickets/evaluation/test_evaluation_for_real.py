"""`evaluate_classifier` against a real HTTP server in place of the model's."""

import json

import pytest
from django.core.management import call_command


@pytest.mark.django_db(transaction=True)
@pytest.mark.xdist_group("classify")
def test_through_a_real_server(model, tmp_path, capsys, settings):
    settings.LLM_PRICE_INPUT, settings.LLM_PRICE_OUTPUT = 1, 1
    call_command("evaluate_classifier", "--limit", "16", "--report", str(tmp_path / "r.json"))
    report = json.loads((tmp_path / "r.json").read_text())
    # The stand-in says billing and high to everything: right for one ticket in sixteen.
    assert len(model.asked) == 16
    assert "6.2 %" in capsys.readouterr().out
    assert report
