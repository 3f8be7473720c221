"""The first load is what the build of the interface measured."""

import json

from bench.first_load import read_first_load
from bench.results import FirstLoad


def test_an_interface_that_is_not_built_has_no_figures(tmp_path):
    assert read_first_load(tmp_path) == {}


def test_each_tab_has_its_size_and_its_limits(tmp_path):
    figures = {
        "submit": {"js": 107_463, "js_limit": 115_000, "css": 17_278, "css_limit": 24_000},
        "ticket": {"js": 224_398, "js_limit": None, "css": 17_278, "css_limit": 24_000},
    }
    (tmp_path / ".vite").mkdir()
    (tmp_path / ".vite" / "first-load.json").write_text(json.dumps(figures))
    assert read_first_load(tmp_path) == {
        "submit": FirstLoad(js=107_463, js_limit=115_000, css=17_278, css_limit=24_000),
        "ticket": FirstLoad(js=224_398, js_limit=None, css=17_278, css_limit=24_000),
    }
