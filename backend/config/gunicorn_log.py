"""How gunicorn logs: as usual, without the secrets in addresses."""

from typing import Any

from gunicorn.glogging import Logger

from config.secret_addresses import HideSecrets


class LoggerWithoutSecrets(Logger):
    """For `--logger-class`."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for log in (self.access_log, self.error_log):
            log.addFilter(HideSecrets())
