"""Fixtures that import and export JSON lines."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from conversations.ticket_state import iterate_wrong
from tests.support.json_lines import TICKET
from tickets.search.search_texts import iterate_wrong as iterate_wrong_copies


@pytest.fixture
def run(tmp_path):
    """Import bytes, or tickets as objects; return the standard output and the standard error."""

    def run(content, *options, name="tickets.jsonl"):
        path = tmp_path / name
        if not isinstance(content, bytes):
            content = "".join(f"{json.dumps(one)}\n" for one in content).encode()
        path.write_bytes(content)
        out, err = StringIO(), StringIO()
        call_command("import_tickets", str(path), *options, stdout=out, stderr=err)
        return out.getvalue(), err.getvalue()

    return run


@pytest.fixture
def export(tmp_path):
    """Export all tickets; return the file's bytes, the standard output and the standard error."""

    def export(*options, name="export.jsonl"):
        path = tmp_path / name
        out, err = StringIO(), StringIO()
        call_command("export_tickets", str(path), *options, stdout=out, stderr=err)
        return path.read_bytes(), out.getvalue(), err.getvalue()

    return export


@pytest.fixture
def refused(run):
    """Import a line between two good ones, and return the reason for which it is left out."""

    def refused(line):
        content = line if isinstance(line, bytes) else json.dumps(line).encode()
        first, last = (json.dumps({**TICKET, "title": name}).encode() for name in ("A", "B"))
        out, err = run(b"\n".join([first, content, last]))
        assert "2 tickets imported." in out
        assert "1 row left out" in out
        start, reason = err.rstrip("\n").split(": ", 1)
        assert start == "line 2"
        assert "\n" not in reason
        return reason

    return refused


@pytest.fixture(autouse=True)
def proved():
    """Whatever a test imports, the tickets' derived columns and texts are right."""
    yield None
    for iterate in (iterate_wrong, iterate_wrong_copies):
        assert [pk for batch in iterate() for pk in batch] == []
