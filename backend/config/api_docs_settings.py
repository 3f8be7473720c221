"""Settings of the API's description."""

from typing import Any


def spectacular_settings(path: str) -> dict[str, Any]:
    """Return the settings; `path` is the installation's, empty at the root of a domain."""
    servers = {"SERVERS": [{"url": path}]} if path else {}
    return {
        "TITLE": "TicketFlow API",
        "DESCRIPTION": "Submit, triage, find and follow support tickets.",
        "VERSION": "1.0.0",
        "OAS_VERSION": "3.1.0",
        "SERVE_INCLUDE_SCHEMA": False,
        "SWAGGER_UI_DIST": "SIDECAR",
        "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
        "COMPONENT_SPLIT_REQUEST": True,
        "ENUM_NAME_OVERRIDES": {
            "Category": "tickets.vocabulary.Category",
            "Priority": "tickets.vocabulary.Priority",
            "Status": "tickets.vocabulary.Status",
            "Ordering": "tickets.search.ordering.ORDERING_CHOICES",
            "Facet": "tickets.shared_views.models.Group",
            "Column": "tickets.shared_views.models.Column",
            "HistoryEntryAction": [
                ("created", "Created"),
                ("changed", "Changed"),
                ("woken", "Woken up"),
            ],
            "HistoryEntryKind": "tickets.history.models.ActorKind",
            "MessageKind": "conversations.models.Kind",
            "MessageSource": ["message"],
            "MessageAuthorKind": "conversations.models.AuthorKind",
            "PresenceDoing": "conversations.pulse.models.Doing",
            "PeriodName": ["7d", "30d", "90d", "all"],
            "BucketLength": ["day", "month"],
            "TagColor": "tickets.tags.models.Color",
        },
        **servers,
    }
