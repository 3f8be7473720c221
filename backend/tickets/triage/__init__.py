"""Triage by a language model; `tickets.llm_service` is its entry point."""
