"""Changes by admins of accounts that others change meanwhile."""

import pytest
from allauth.core.context import request_context
from django.contrib.auth.models import User

from accounts.agents.actions import set_active
from accounts.agents.invitations import create_agent

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss():
    admin = create_agent("ada@example.com", is_admin=True)
    admin.set_password("correct horse battery")
    admin.save()
    return admin


@pytest.fixture
def agent(boss):
    return create_agent("bob@example.com")


@pytest.mark.parametrize("is_active", [True, False])
def test_what_changes_meanwhile_is_not_undone(boss, agent, rf, is_active):
    agent.is_superuser = True
    agent.is_active = not is_active
    agent.save()
    now = User.objects.get(pk=agent.pk)
    now.is_superuser = False
    now.set_password("another good horse battery")
    now.save()
    request = rf.post("/")
    request.user = boss
    with request_context(request):
        assert set_active(request, agent, is_active)
    agent.refresh_from_db()
    assert agent.is_active is is_active
    assert not agent.is_superuser
    assert agent.check_password("another good horse battery")


def test_who_is_deleted_meanwhile_is_no_error(boss, agent, rf):
    request = rf.post("/")
    request.user = boss
    User.objects.filter(pk=agent.pk).delete()
    assert not set_active(request, agent, False)
