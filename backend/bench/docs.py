"""A program that puts a run's figures into the documentation: `make bench-docs`.

python -m bench.docs RESULTS --page docs/performance.md
"""

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.plots import draw
from bench.report import render
from bench.results import Results

BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"


def insert_figures(page: str, figures: str) -> str:
    """Return the page with the figures between its marks; raise `ValueError` without marks."""
    marked = re.compile(f"{re.escape(BEGIN)}.*{re.escape(END)}", re.DOTALL)
    if not marked.search(page):
        raise ValueError(f"The page has no {BEGIN} … {END}.")
    return marked.sub(lambda match: f"{BEGIN}\n\n{figures}\n\n{END}", page)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Put a run's figures into the documentation.")
    parser.add_argument("results", type=Path)
    parser.add_argument("--page", type=Path, required=True)
    options = parser.parse_args(arguments)
    if not options.results.exists():
        print(f"There is no {options.results}: run `make bench` first.", file=sys.stderr)
        return 1
    results = Results.model_validate_json(options.results.read_text())
    draw(results, options.page.with_suffix(""))
    page = options.page.read_text()
    options.page.write_text(insert_figures(page, render(results, "github")))
    return 0


if __name__ == "__main__":
    sys.exit(main())
