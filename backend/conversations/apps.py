from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    """The messages of requesters and agents about a ticket."""

    name = "conversations"

    def ready(self) -> None:
        # They register themselves when they are imported.
        from conversations.followers import receivers as _followers  # noqa: F401
        from conversations.merging import receivers as _merging  # noqa: F401
