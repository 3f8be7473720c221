"""What the page names counts, once, as gzip sends it."""

from bench.first_load import first_load_kb


def test_a_page_that_is_not_built_has_no_weight(tmp_path):
    assert first_load_kb(tmp_path) is None


def test_scripts_and_preloaded_modules_count_and_nothing_else(tmp_path):
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text(
        '<script type="module" src="/assets/index.js"></script>'
        '<link rel="modulepreload" href="/assets/page.js">'
        '<link rel="modulepreload" href="/assets/page.js">'
        '<link rel="stylesheet" href="/assets/index.css">'
    )
    for name in ("index.js", "page.js", "index.css", "later.js"):
        (tmp_path / "assets" / name).write_bytes(b"")
    empty = 0.020
    assert first_load_kb(tmp_path) == 2 * empty
