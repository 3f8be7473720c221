from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    """What requesters and agents say to each other about a ticket."""

    name = "conversations"
