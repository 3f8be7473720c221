"""Rows of files that are imported."""

HEADER = ["title", "description", "category", "priority"]
ROW = ["Broken", "It is broken.", "technical", "high"]
RESOLVED, CHANGED, CREATED = "2026-01-03T09:00:00Z", "2026-01-02T09:00:00Z", "2026-01-01T09:00:00Z"
