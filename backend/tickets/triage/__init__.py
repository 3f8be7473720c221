"""What triage by a language model is made of; `tickets.llm_service` puts it together."""
