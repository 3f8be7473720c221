"""A program that puts the figures of the last runs into the documentation: `make bench-docs`.

python -m bench.docs FOLDER --page docs/performance.md

The folder has the files of `make bench` (full.json) and of `make bench-browser` (browser.json).
"""

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from bench import plots, report
from bench.browser import plots as browser_plots
from bench.browser import report as browser_report
from bench.browser.results import Results as BrowserResults
from bench.results import Results

FULL, BROWSER = "full.json", "browser.json"


def insert_figures(page: str, figures: str, name: str = "figures") -> str:
    """Return the page with the figures between the marks of that name.

    Raise `ValueError` without marks.
    """
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    marked = re.compile(f"{re.escape(begin)}.*{re.escape(end)}", re.DOTALL)
    if not marked.search(page):
        raise ValueError(f"The page has no {begin} … {end}.")
    return marked.sub(lambda match: f"{begin}\n\n{figures}\n\n{end}", page)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Put the last figures into the documentation.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--page", type=Path, required=True)
    options = parser.parse_args(arguments)
    full, browser = options.folder / FULL, options.folder / BROWSER
    if not full.exists() and not browser.exists():
        print(
            f"There is no {full} or {browser}: run `make bench` or `make bench-browser` first.",
            file=sys.stderr,
        )
        return 1
    page, drawings = options.page.read_text(), options.page.with_suffix("")
    if full.exists():
        results = Results.model_validate_json(full.read_bytes())
        plots.draw(results, drawings)
        page = insert_figures(page, report.render(results, "github"))
    if browser.exists():
        in_browser = BrowserResults.model_validate_json(browser.read_bytes())
        browser_plots.draw(in_browser, drawings)
        figures = browser_report.render(in_browser, "github")
        page = insert_figures(page, figures, "browser figures")
    options.page.write_text(page)
    return 0


if __name__ == "__main__":
    sys.exit(main())
