"""Exports of other systems, made up: 2,000 rows in each layout, with the traps of real ones.

What is odd about a row follows from its number alone, so that a test can count it.
"""

import csv
from datetime import datetime, timedelta
from io import StringIO

ROWS = 2_000
START = datetime(2026, 1, 5, 8, 30)
NAMES = ("Jürgen Groß", "O'Neill, Ann", "Zoë Šimek", "李 明", "Max Muster")


def pick(values, number):
    return values[number % len(values)]


def created(number):
    """Return a time that a clock in Berlin shows, an hour and a bit after the one before."""
    return START + timedelta(minutes=67 * number)


def text(number):
    """Return a description: some are of several lines, with quotes and separators."""
    if number % 5 == 0:
        return f'Hello,\nmy "printer"; it is broken\n\n= {number}\n-- \nBest wishes'
    return f"It does not work any more, number {number}."


def write(rows, delimiter=",", quoting=csv.QUOTE_MINIMAL):
    file = StringIO(newline="")
    csv.writer(file, delimiter=delimiter, quoting=quoting).writerows(rows)
    return file.getvalue()


def zendesk():
    """A view: UTF-8, commas, no descriptions, times without a zone, custom fields at the end.

    Two custom fields have one name, which is no matter, for neither is taken.
    """
    header = [
        *("Summation column", "Id", "Requester", "Requester email", "Assignee", "Group"),
        *("Subject", "Tags", "Status", "Priority", "Via", "Ticket type", "Created at"),
        *("Updated at", "Solved at", "Satisfaction Score", "Replies"),
        *("Product [list]", "Note [txt]", "Note [txt]"),
    ]
    rows: list[list] = [header]
    for number in range(1, ROWS + 1):
        status = pick(("New", "Open", "Pending", "On-hold", "Solved", "Closed"), number)
        subject = f"Cannot log in, again {number}"
        if number % 500 == 0:
            subject = f"Long {number} " + "and long " * 110
        at = created(number)
        rows.append(
            [
                *(1, 40_000 + number, pick(NAMES, number), f"user{number}@example.com", "Agent"),
                pick(("Billing", "Technical support", "Support", ""), number),
                *(subject, pick(("vip", "billing vip", ""), number)),
                "Waiting for parts" if number % 100 == 0 else status,
                pick(("Low", "Normal", "High", "Urgent", "-"), number),
                *("Mail", pick(("Question", "Incident"), number), f"{at:%Y-%m-%d %H:%M}"),
                f"{at + timedelta(hours=2):%Y-%m-%d %H:%M}",
                f"{at + timedelta(hours=1):%Y-%m-%d %H:%M}" if status == "Solved" else "",
                *("Good", 3, "Printer", "", "x"),
            ]
        )
    # A view that was exported while it moved: one row twice, and one in another state.
    rows.append(rows[7])
    changed = list(rows[8])
    changed[8] = "Closed"
    rows.append(changed)
    return write(rows).encode()


def freshdesk():
    """`sep=;`, a byte order mark, capitals of another release, durations, two encodings mixed.

    Every tenth row comes in Windows-1252, and every fourth has no description.
    """
    header = [
        *("Ticket ID", "Subject", "Description", "Status", "Priority", "Source", "Type", "Agent"),
        *("Group", "Created Time", "Resolved Time", "Closed Time", "Last Update Time", "Tags"),
        *("Full Name", "Email", "Resolution time (in hrs)"),
    ]
    lines = [b"\xef\xbb\xbfsep=;\r\n", write([header], ";").encode()]
    for number in range(1, ROWS + 1):
        status = pick(("Open", "Pending", "Resolved", "Closed", "Waiting on Customer"), number)
        at = created(number)
        done = f"{at + timedelta(hours=5):%d/%m/%Y %H:%M}"
        address = f"user{number}@example.com"
        if number % 50 == 0:
            address = f"Ann Example <{address}>"
        elif number % 50 == 1:
            address = f"{address}; boss{number}@example.com"
        elif number % 50 == 2:
            address = "no address"
        row = [
            *(number, f"Grüße Nr. {number}", "" if number % 4 == 0 else text(number), status),
            *(pick(("Low", "Medium", "High", "Urgent"), number), "Email"),
            *(pick(("Question", "Billing issue", ""), number), "Agent", "Helpdesk"),
            *(f"{at:%d/%m/%Y %H:%M}", done if status == "Resolved" else ""),
            *(done if status == "Closed" else "", done, "", "Jürgen Groß", address, "05:00:00"),
        ]
        if number % 200 == 3:
            row[9] = "yesterday"
        lines.append(write([row], ";").encode("cp1252" if number % 10 == 0 else "utf-8"))
    return b"".join(lines)


def osticket():
    """A queue: UTF-16 and tabs, columns in an order of their own, American dates and numbers.

    Spreadsheets leave out the empty cells at the end of a row, as every third one has it.
    """
    header = [
        *("Date Created", "Ticket Number", "Current Status", "Subject", "From", "From Email"),
        *("Help Topic", "Department", "Priority", "Source", "Agent Assigned", "Last Updated"),
        *("Closed Date", "Team Assigned"),
    ]
    rows: list[list] = [header]
    for number in range(1, ROWS + 1):
        at = created(number)
        closed = f"{at + timedelta(hours=3):%m/%d/%Y %I:%M %p}"
        status = pick(("Open", "Resolved", "Closed", "Archived"), number)
        row = [
            *(f"{at:%m/%d/%Y %I:%M %p}", f"{100_000 + number}", status, f"Ticket {number}"),
            *(pick(NAMES, number), f"user{number}@bücher.example"),
            *(pick(("Account access", "Feedback", "General Inquiry"), number), "Sales / Billing"),
            *(pick(("Low", "Normal", "High", "Emergency"), number), "Web", "Agent", closed),
            *(closed if status == "Closed" else "", ""),
        ]
        if number % 400 == 1:
            row[3] = ""
        if number % 3 == 0:
            while not row[-1]:
                row.pop()
        rows.append(row)
    return b"\xff\xfe" + write(rows, "\t").encode("utf-16-le")


def zammad():
    """A workbook that a spreadsheet in Germany saved: Windows-1252, semicolons, German dates.

    Somebody wrote quotes by hand into every 250th title, and a cell too many into every 500th row.
    """
    header = [
        *("#", "Title", "State", "Priority", "Group", "Owner", "Customer", "Organization"),
        *("Tags", "Created At", "Updated At", "Closed At", "Article Count"),
    ]
    lines = [write([header], ";")]
    for number in range(1, ROWS + 1):
        at = created(number)
        state = pick(("new", "open", "pending reminder", "pending close", "closed"), number)
        row = [
            *(f"{31_000 + number}", f"Störung Nr. {number}", state),
            *(pick(("1 low", "2 normal", "3 high"), number), pick(("Users", "Technical"), number)),
            *("Agent", f"Jürgen Groß <user{number}@example.com>", "Müller & Söhne", ""),
            *(f"{at:%d.%m.%Y %H:%M}", f"{at + timedelta(days=1):%d.%m.%Y %H:%M:%S}"),
            *(f"{at + timedelta(days=1):%d.%m.%y %H:%M}" if state == "closed" else "", "2"),
        ]
        line = write([row], ";")
        if number % 250 == 0:
            line = line.replace("Störung Nr.", '"Störung" Nr.')
        if number % 500 == 1:
            line = line.replace("\r\n", ";surplus\r\n")
        lines.append(line)
    return "".join(lines).encode("cp1252")
