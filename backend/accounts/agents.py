"""Agents' rights, and the rule that an admin remains."""


class LastAdminError(Exception):
    """Nobody would be left to manage agents."""
