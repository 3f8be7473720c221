"""Evaluation of the configured model, with tickets that people have labelled."""
