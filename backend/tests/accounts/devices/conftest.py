"""An agent, and browsers that the agent has signed in with or not."""

import pytest

from accounts.agents.invitations import create_agent
from tests.accounts.test_sign_in import EMAIL, PASSWORD, Browser

WRONG = "wrong horse battery"


@pytest.fixture(autouse=True)
def closed(settings):
    settings.OPEN_ACCESS = False
    settings.PUBLIC_URL = "https://help.example.com"
    settings.ALLOWED_HOSTS = ["*"]


@pytest.fixture
def agent(db):
    user = create_agent(EMAIL, "Ada")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def own(agent):
    """A browser that the agent has signed in with, and out."""
    browser = Browser()
    assert browser.sign_in().status_code == 200
    browser.call("delete", "auth/session")
    return browser
