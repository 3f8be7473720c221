"""The environment's variables about tickets and their conversations."""

from pydantic import Field
from pydantic_settings import BaseSettings


class TicketSettings(BaseSettings):
    """Those of the variables that no other part of the settings needs."""

    retention_closed_days: int | None = Field(
        default=None, ge=1, le=36_500, validation_alias="RETENTION_CLOSED_DAYS"
    )
    retention_history_text_days: int | None = Field(
        default=None, ge=1, le=36_500, validation_alias="RETENTION_HISTORY_TEXT_DAYS"
    )
    bin_days: int = Field(default=30, ge=0, le=3_660, validation_alias="BIN_DAYS")
    reply_hold_seconds: int = Field(default=10, ge=0, le=60, validation_alias="REPLY_HOLD_SECONDS")
    reopen_within_days: int = Field(
        default=14, ge=0, le=3_660, validation_alias="REOPEN_WITHIN_DAYS"
    )
