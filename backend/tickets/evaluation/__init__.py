"""Measure how well the configured model triages, with tickets that people have labelled."""
