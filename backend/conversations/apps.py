from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    """The messages of requesters and agents about a ticket."""

    name = "conversations"
