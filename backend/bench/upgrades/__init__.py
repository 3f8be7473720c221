"""Upgrades of a full database while the release before works on it."""
