from argparse import ArgumentParser, ArgumentTypeError
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from tickets.evaluation.comparison import render_comparison
from tickets.evaluation.labelled_tickets import (
    DEFAULT_FILE,
    InvalidLabelsError,
    LabelledTicket,
    read_labelled_tickets,
)
from tickets.evaluation.report import (
    InvalidReportError,
    Report,
    make_report,
    read_report,
    write_report,
)
from tickets.evaluation.report_text import failures_text, render
from tickets.evaluation.runner import ask_all, log_key, read_log, start_log, write_entry
from tickets.llm_service import ask, is_configured
from tickets.triage.model_result import ModelResult

DEFAULT_CONCURRENCY = 4
INTERRUPTED = 130
LOG_SUFFIX = ".answers.jsonl"


def positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"{text!r} is not a number above 0")
    return int(text)


class Command(BaseCommand):
    help = (
        "Measure how well the configured model finds category and priority: ask it about the "
        "tickets of a labelled CSV file, and compare what it answers. Every ticket is a call of "
        "the model, which may cost money."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file",
            nargs="?",
            type=Path,
            help=(
                "The file, in UTF-8, with the columns description, category and priority, and "
                "perhaps id and hard (yes or no). Left out: 120 tickets that come with TicketFlow."
            ),
        )
        parser.add_argument(
            "--concurrency",
            type=positive,
            default=DEFAULT_CONCURRENCY,
            metavar="N",
            help=f"How many calls to make at a time; {DEFAULT_CONCURRENCY} if left out.",
        )
        parser.add_argument(
            "--limit", type=positive, metavar="N", help="Ask only about the first N tickets."
        )
        parser.add_argument(
            "--report",
            type=Path,
            metavar="PATH",
            help=(
                "Write the report here, as JSON, and each answer as it comes to a file beside it "
                f"that ends in {LOG_SUFFIX}."
            ),
        )
        parser.add_argument(
            "--resume",
            action="store_true",
            help=(
                "Go on with a run that was interrupted: don't ask again what this model has "
                "answered according to the file beside the report."
            ),
        )
        parser.add_argument(
            "--compare",
            nargs="+",
            type=Path,
            metavar="REPORT",
            help=(
                "Compare with an earlier report; give two to compare these, old and new, and ask "
                "nothing. Put FILE before this option."
            ),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        compared: list[Path] = options["compare"] or []
        if len(compared) > 2 or (len(compared) == 2 and options["file"]):
            raise CommandError("--compare takes one report, or two and no FILE.")
        if options["resume"] and not options["report"]:
            raise CommandError("--resume needs --report: the answers so far are beside the report.")
        try:
            # Read first, so that a wrong path is known before any call is paid for.
            reports = [read_report(path) for path in compared]
            if len(reports) < 2:
                reports.append(self.evaluate(**options))
        except (OSError, InvalidLabelsError, InvalidReportError) as error:
            raise CommandError(str(error)) from error
        if len(reports) == 2:
            self.stdout.write(render_comparison(*reports))

    def evaluate(self, **options: Any) -> Report:
        if not is_configured():
            raise CommandError("No model is configured: set LLM_API_KEY, for instance in .env.")
        path: Path = options["file"] or DEFAULT_FILE
        report_path: Path | None = options["report"]
        tickets = read_labelled_tickets(path)[: options["limit"]]
        results = self.collect(
            tickets,
            report_path.with_suffix(LOG_SUFFIX) if report_path else None,
            resume=options["resume"],
            concurrency=options["concurrency"],
        )
        report = make_report(settings.LLM_MODEL, path.name, tickets, results)
        if sum(report.failures.values()) == len(tickets):
            raise CommandError(f"Every call failed: {failures_text(report.failures)}.")
        if report_path:
            write_report(report_path, report)
        self.stdout.write(render(report))
        self.stdout.write("")
        return report

    def collect(
        self,
        tickets: list[LabelledTicket],
        log_path: Path | None,
        *,
        resume: bool,
        concurrency: int,
    ) -> dict[str, ModelResult]:
        """Return the results by description; when resuming, take those in the log from there."""
        model = settings.LLM_MODEL
        known = read_log(log_path) if log_path and resume else {}
        descriptions = list(dict.fromkeys(ticket.description for ticket in tickets))
        results = {
            description: known[key]
            for description in descriptions
            if (key := log_key(description, model)) in known
        }
        missing = [description for description in descriptions if description not in results]
        try:
            with (
                start_log(log_path, resume=resume) if log_path else nullcontext() as log,
                tqdm(
                    total=len(descriptions), initial=len(results), unit="ticket", disable=None
                ) as progress,
                ask_all(missing, ask, concurrency) as new_results,
            ):
                for description, result in new_results:
                    results[description] = result
                    if log:
                        write_entry(log, log_key(description, model), result)
                    progress.update()
        except KeyboardInterrupt as error:
            advice = "; go on with --resume" if log_path else ""
            raise CommandError(
                f"Interrupted after {len(results)} of {len(descriptions)} tickets{advice}.",
                returncode=INTERRUPTED,
            ) from error
        return results
