"""The interface and Django's static files, as a browser gets them."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from django.conf import settings
from django.templatetags.static import static

from core.installation.asking import Asker, CannotAskError
from core.installation.findings import Finding, Subject

subject = Subject("Static files")
ADMIN_SHEET = "admin/css/base.css"
ASSET = re.compile(r"""(?:src|href)=["']([^"']*assets/[^"']+\.js)["']""")


def check(asker: Asker | None) -> Iterator[Finding]:
    try:
        sheet = static(ADMIN_SHEET)
    except ValueError:
        yield subject.problem(
            f"they are not in {settings.STATIC_ROOT}: run `manage.py collectstatic`"
        )
        return
    if asker is None:
        yield subject.ok("they are collected")
        return
    try:
        yield from check_interface(asker)
        yield check_file(asker, urljoin(asker.url, sheet), "text/css", "the admin's style sheet")
    except CannotAskError as error:
        yield subject.problem(str(error))


def check_interface(asker: Asker) -> Iterator[Finding]:
    answer = asker.ask("GET", asker.url)
    page = answer.body.decode(errors="replace")
    asset = ASSET.search(page)
    if answer.status != 200 or 'id="root"' not in page or not asset:
        yield subject.problem(
            f"{asker.url} is answered {answer.status} without the interface: build it (`make run` "
            "and the image frontend do so), or let the proxy pass / on as well"
        )
        return
    yield check_file(asker, urljoin(asker.url, asset[1]), "javascript", "the interface's code")


def check_file(asker: Asker, url: str, kind: str, name: str) -> Finding:
    answer = asker.ask("GET", url)
    content_type = answer.headers.get("Content-Type", "")
    if answer.status != 200 or kind not in content_type:
        got = f"{answer.status} {content_type}".strip()
        return subject.problem(
            f"{name} does not arrive: {url} is answered {got}; let the proxy pass this path on, "
            "unchanged"
        )
    return subject.ok(f"{name} arrives")
