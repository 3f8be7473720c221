"""Fixtures that import and export files."""

import csv
from io import StringIO

import pytest
from django.core.management import call_command


@pytest.fixture
def run(tmp_path):
    """Import bytes, or rows, as a file; return the standard output and the standard error."""

    def run(content, *options):
        path = tmp_path / "tickets.csv"
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            with path.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(content)
        out, err = StringIO(), StringIO()
        call_command("import_tickets", str(path), *options, stdout=out, stderr=err)
        return out.getvalue(), err.getvalue()

    return run


@pytest.fixture
def export(tmp_path):
    """Export all tickets, and return the path of the file."""

    def export():
        path = tmp_path / "export.csv"
        call_command("export_tickets", str(path), stdout=StringIO())
        return path

    return export
