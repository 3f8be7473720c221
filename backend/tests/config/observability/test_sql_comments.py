"""The request's id in statements, as PostgreSQL sees them."""

import pytest
from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import connection
from django.http import HttpResponse

from config.observability import request_ids
from config.observability.request_ids import with_request_ids
from config.observability.sql_comments import add_request_id, comment_statements

REQUEST_ID = "0123456789abcdef0123456789abcdef"
ON_POSTGRES = "postgres" in settings.DATABASES["default"]["ENGINE"]


@pytest.fixture(autouse=True)
def of_no_request():
    request_ids.clear()
    yield
    request_ids.clear()


@pytest.fixture
def of_a_request(of_no_request):
    request_ids._current.set(REQUEST_ID)


def statement(sql):
    return add_request_id(lambda sql, *rest: sql, sql, None, False, {})


def test_a_statement_of_a_request_names_it(of_a_request):
    assert statement("SELECT 1") == f"/* request_id='{REQUEST_ID}' */ SELECT 1"


def test_a_statement_of_nobody_stays_as_it_is():
    # Other tests in this thread may have left an id, for no server cleared it.
    request_ids.clear()
    assert statement("SELECT 1") == "SELECT 1"


def what_the_server_saw():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_query() WHERE %s LIKE '%%a%%'",
            ["a"],
        )
        return cursor.fetchone()[0]


@pytest.mark.django_db
@pytest.mark.skipif(not ON_POSTGRES, reason="only PostgreSQL's statements are named")
def test_postgresql_sees_it_while_the_request_lasts(of_a_request, rf):
    answer = comment_statements(lambda request: HttpResponse(what_the_server_saw()))(rf.get("/"))
    assert isinstance(answer, HttpResponse)
    assert answer.content.decode().startswith(
        f"/* request_id='{REQUEST_ID}' */ SELECT current_query"
    )
    assert what_the_server_saw().startswith("SELECT current_query")


def test_it_can_be_left_out_and_sqlite_never_has_it(settings):
    settings.SQL_COMMENTS = not ON_POSTGRES
    with pytest.raises(MiddlewareNotUsed):
        comment_statements(lambda request: HttpResponse())


@pytest.mark.parametrize(("proxies", "is_kept"), [(0, False), (1, True)])
def test_an_id_is_believed_only_where_a_proxy_of_ours_sets_it(settings, proxies, is_kept):
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "NUM_PROXIES": proxies}
    sent = []

    def start_response(status, headers, exc_info=None, /):
        sent.append(dict(headers))
        return sent.append

    def application(environ, start):
        start("200 OK", [])
        return []

    try:
        with_request_ids(application)({"HTTP_X_REQUEST_ID": REQUEST_ID}, start_response)
    finally:
        request_ids.clear()
    assert (sent[0]["X-Request-ID"] == REQUEST_ID) is is_kept
