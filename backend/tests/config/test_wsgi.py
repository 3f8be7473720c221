"""The WSGI wrappers between the server and Django."""

import pytest
from werkzeug.test import Client

from config.wsgi import application

pytestmark = pytest.mark.django_db
QUERY = "?search=%C3%BC"


@pytest.mark.parametrize("charset", ["hex", "undefined", "utf-16", "nonsense", '"hex"; x=1'])
@pytest.mark.parametrize("path", ["/api/tickets/", "/api/nothing/"])
def test_a_charset_changes_nothing(path, charset):
    plain = Client(application).get(path + QUERY)
    content_type = f"text/plain; Charset={charset}"
    response = Client(application).get(path + QUERY, content_type=content_type)
    assert (response.status_code, response.data) == (plain.status_code, plain.data)


@pytest.mark.django_db(transaction=True)
def test_texts_are_utf_8_whatever_the_charset(body):
    response = Client(application).post(
        "/api/tickets/",
        data=f'{{"title": "Größe", "description": "x", "category": "{body["category"]}",'
        ' "priority": "low"}'.encode(),
        content_type="application/json; charset=latin-1",
    )
    assert response.status_code == 201
    assert response.get_json()["title"] == "Größe"
