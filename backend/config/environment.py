"""The environment's variables: names, types, defaults and bounds in one place.

Values come from the process environment, secrets also from files that it names, and in development
from the `.env` file at the project's root. An empty value means unset. A malformed one stops the
start with a message that names the variable.
"""

import os
import re
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from pydantic import (
    Field,
    HttpUrl,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from config.model_environment import DEFAULT_MODEL, ModelKey, ModelName, ModelUrl
from config.ticket_environment import TicketSettings
from config.vercel_environment import platform_settings
from core.time_zones import check_time_zone

from .dotenv_file import ENCODING, dotenv_path, find_hints, read_text
from .secret_files import read_secret_files
from .secret_key import MAKE_A_KEY, find_weakness
from .setting_values import (
    HOST,
    DatabaseUrl,
    MailHost,
    Sender,
    describe,
    find_host_problem,
    find_public_host_problem,
    refuse,
    without_ends,
)

PROJECT_DIR = Path(__file__).resolve().parent.parent.parent
YEAR = 365 * 24 * 3600

ORIGIN = re.compile(rf"https?://(?P<host>{HOST})(?P<port>:[0-9]{{1,5}})?")
# Paths in which no proxy and no regular expression of nginx reads anything else.
PUBLIC_PATH = re.compile(r"(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*){0,5}")
# Whoever asks by these names is on the machine itself, as its monitoring is.
LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")
SENTRY_DSN = re.compile(rf"https?://[0-9a-zA-Z]+@({HOST})(:[0-9]{{1,5}})?(/[\w-]+)*/[0-9]+")
TRUSTED_ORIGIN = re.compile(rf"https?://(\*\.)?({HOST})(:[0-9]{{1,5}})?")
ADMIN_PATH = re.compile(r"([a-z0-9][a-z0-9_-]*/)+")
# Paths that the product itself uses.
TAKEN_PATHS = ("api/", "assets/", "static/")
TAKEN_NAMES = ("api", "assets", "static", "healthz", "readyz", "metrics", "index.html")

CommaSeparated = Annotated[list[str], NoDecode]
SpaceSeparated = Annotated[list[str], NoDecode]


class Environment(TicketSettings):
    """The variables that drive `config.settings`: each field is one variable."""

    model_config = SettingsConfigDict(
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Prefer explicit settings to those that the platform provides."""
        platform = InitSettingsSource(settings_cls, platform_settings(os.environ))
        return init_settings, env_settings, dotenv_settings, platform

    debug: bool = Field(default=True, validation_alias="DEBUG")
    secret_key: SecretStr | None = Field(default=None, validation_alias="DJANGO_SECRET_KEY")
    database_url: DatabaseUrl | None = Field(default=None, validation_alias="DATABASE_URL")
    database_pooled: bool = Field(default=False, validation_alias="DATABASE_POOLED")
    database_password: SecretStr | None = Field(default=None, validation_alias="DATABASE_PASSWORD")
    # Shorter than the interface's own time-out, so that it gets the error.
    database_statement_timeout: float = Field(
        default=10.0, ge=0, le=3_600, validation_alias="DATABASE_STATEMENT_TIMEOUT"
    )
    allowed_hosts: CommaSeparated = Field(default=["*"], validation_alias="ALLOWED_HOSTS")
    cors_allowed_origins: CommaSeparated = Field(
        default=[], validation_alias="CORS_ALLOWED_ORIGINS"
    )
    csrf_trusted_origins: CommaSeparated = Field(
        default=[], validation_alias="CSRF_TRUSTED_ORIGINS"
    )
    sign_in_origins: SpaceSeparated = Field(default=[], validation_alias="SIGN_IN_ORIGINS")
    open_access: bool | None = Field(default=None, validation_alias="OPEN_ACCESS")
    public_url: str | None = Field(default=None, validation_alias="PUBLIC_URL")
    local_url: str | None = Field(default=None, validation_alias="LOCAL_URL")
    https_only: bool | None = Field(default=None, validation_alias="HTTPS_ONLY")
    hsts_seconds: int = Field(default=YEAR, ge=0, le=10 * YEAR, validation_alias="HSTS_SECONDS")
    admin_path: str = Field(default="admin/", max_length=100, validation_alias="ADMIN_PATH")
    second_factor_required: Literal["none", "admins", "all"] = Field(
        default="none", validation_alias="SECOND_FACTOR_REQUIRED"
    )
    # More than the 14 days after which every session ends would mean nothing.
    session_idle_minutes: int = Field(
        default=7 * 24 * 60, ge=5, le=14 * 24 * 60, validation_alias="SESSION_IDLE_MINUTES"
    )
    num_proxies: int = Field(default=0, ge=0, le=10, validation_alias="NUM_PROXIES")
    audit_retention_days: int = Field(
        default=365, ge=1, le=3_660, validation_alias="AUDIT_RETENTION_DAYS"
    )
    team_time_zone: str = Field(default="UTC", validation_alias="TEAM_TIME_ZONE")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"] = Field(
        default="INFO", validation_alias="LOG_LEVEL"
    )
    sql_comments: bool = Field(default=True, validation_alias="SQL_COMMENTS")
    # gunicorn reads the first by itself too, if it is started without our configuration.
    web_concurrency: int = Field(default=2, ge=1, le=256, validation_alias="WEB_CONCURRENCY")
    gunicorn_threads: int = Field(default=8, ge=1, le=256, validation_alias="GUNICORN_THREADS")
    metrics: bool = Field(default=False, validation_alias="METRICS")
    sentry_dsn: SecretStr | None = Field(default=None, validation_alias="SENTRY_DSN")

    llm_api_key: ModelKey = Field(default=None, validation_alias="LLM_API_KEY")
    llm_model: ModelName = Field(
        default=DEFAULT_MODEL, max_length=200, validation_alias="LLM_MODEL"
    )
    llm_base_url: ModelUrl = Field(default=None, validation_alias="LLM_BASE_URL")
    llm_timeout: float = Field(default=8.0, gt=0, le=60, validation_alias="LLM_TIMEOUT")
    llm_mask: bool = Field(default=True, validation_alias="LLM_MASK")
    llm_examples: int = Field(default=4, ge=0, le=10, validation_alias="LLM_EXAMPLES")
    llm_calls_per_hour: int = Field(default=2_000, ge=1, validation_alias="LLM_CALLS_PER_HOUR")
    llm_price_input: float | None = Field(default=None, ge=0, validation_alias="LLM_PRICE_INPUT")
    llm_price_output: float | None = Field(default=None, ge=0, validation_alias="LLM_PRICE_OUTPUT")

    email_host: MailHost | None = Field(default=None, validation_alias="EMAIL_HOST")
    email_port: int = Field(default=587, ge=1, le=65_535, validation_alias="EMAIL_PORT")
    email_security: Literal["starttls", "tls", "none"] = Field(
        default="starttls", validation_alias="EMAIL_SECURITY"
    )
    email_user: str = Field(default="", validation_alias="EMAIL_USER")
    email_password: SecretStr = Field(default=SecretStr(""), validation_alias="EMAIL_PASSWORD")
    email_from: Sender = Field(
        default="TicketFlow <noreply@localhost>", validation_alias="EMAIL_FROM"
    )

    oidc_server_url: HttpUrl | None = Field(default=None, validation_alias="OIDC_SERVER_URL")
    oidc_client_id: str | None = Field(default=None, validation_alias="OIDC_CLIENT_ID")
    oidc_client_secret: SecretStr | None = Field(
        default=None, validation_alias="OIDC_CLIENT_SECRET"
    )
    oidc_name: str = Field(default="Company account", max_length=40, validation_alias="OIDC_NAME")

    @field_validator("*", mode="before")
    @classmethod
    def strip_ends(cls, value: Any, info: ValidationInfo) -> Any:
        if not isinstance(value, str) or info.field_name is None:
            return value
        kind = str(cls.model_fields[info.field_name].annotation)
        return without_ends(value, is_secret="SecretStr" in kind)

    @field_validator("log_level", mode="before")
    @classmethod
    def raise_letters(cls, value: Any) -> Any:
        return value.upper() if isinstance(value, str) else value

    @field_validator("second_factor_required", "email_security", mode="before")
    @classmethod
    def lower_letters(cls, value: Any) -> Any:
        return value.lower() if isinstance(value, str) else value

    @field_validator("allowed_hosts", "cors_allowed_origins", "csrf_trusted_origins", mode="before")
    @classmethod
    def split_commas(cls, value: Any) -> Any:
        if isinstance(value, str):
            return [part.strip() for part in value.split(",") if part.strip()]
        return value

    @field_validator("sign_in_origins", mode="before")
    @classmethod
    def split_spaces(cls, value: Any) -> Any:
        return value.split() if isinstance(value, str) else value

    @field_validator("secret_key")
    @classmethod
    def require_content(cls, key: SecretStr | None) -> SecretStr | None:
        if key is not None and not key.get_secret_value().strip():
            raise ValueError("it is blank")
        return key

    @field_validator("allowed_hosts")
    @classmethod
    def check_hosts(cls, hosts: list[str]) -> list[str]:
        if not hosts:
            raise ValueError("give at least one name, for example help.example.com")
        for host in hosts:
            refuse(find_host_problem(host))
        return hosts

    @field_validator("admin_path")
    @classmethod
    def check_admin_path(cls, path: str) -> str:
        if not ADMIN_PATH.fullmatch(path) or path.startswith(TAKEN_PATHS):
            raise ValueError(
                "give a path in lower case with a slash at its end and none before it, for "
                "example back-office/; api/, assets/ and static/ are taken"
            )
        return path

    @field_validator("team_time_zone")
    @classmethod
    def check_team_time_zone(cls, name: str) -> str:
        return check_time_zone(name.strip())

    @field_validator("cors_allowed_origins", "sign_in_origins")
    @classmethod
    def check_origins(cls, origins: list[str]) -> list[str]:
        if not all(ORIGIN.fullmatch(origin) for origin in origins):
            raise ValueError(
                "give each origin as browsers send it, with scheme, in lower case, without path, "
                "slash at the end or wildcard, for example https://help.example.com"
            )
        return origins

    @field_validator("csrf_trusted_origins")
    @classmethod
    def check_trusted_origins(cls, origins: list[str]) -> list[str]:
        if not all(TRUSTED_ORIGIN.fullmatch(origin) for origin in origins):
            raise ValueError(
                "give each origin with its scheme, in lower case, without path or slash at the "
                "end, for example https://help.example.com or https://*.example.com"
            )
        return origins

    @field_validator("public_url", "local_url")
    @classmethod
    def check_public_url(cls, url: str | None) -> str | None:
        if url is None:
            return None
        match = ORIGIN.match(url := url.removesuffix("/"))
        if (
            not match
            or int((match["port"] or ":1")[1:]) not in range(1, 65_536)
            or not PUBLIC_PATH.fullmatch(url[match.end() :])
        ):
            raise ValueError(
                "give scheme and name, and below a path also that, for example "
                "https://help.example.com or https://www.example.com/helpdesk/"
            )
        return url

    @field_validator("sentry_dsn")
    @classmethod
    def check_dsn(cls, dsn: SecretStr | None) -> SecretStr | None:
        if dsn is not None and not SENTRY_DSN.fullmatch(dsn.get_secret_value()):
            raise ValueError("give it as Sentry shows it, https://KEY@HOST/NUMBER")
        return dsn

    @field_validator("public_url")
    @classmethod
    def check_public_host(cls, url: str | None) -> str | None:
        refuse(url and find_public_host_problem(url))
        return url

    @property
    def hosts(self) -> list[str]:
        """Names that the server answers to: in production, by default those of `PUBLIC_URL`."""
        if self.debug or "allowed_hosts" in self.model_fields_set:
            return self.allowed_hosts
        match = ORIGIN.match(self.public_url or "")
        return [match["host"], *LOCAL_HOSTS] if match else []

    @model_validator(mode="after")
    def require_a_path_of_its_own(self) -> Self:
        name = urlsplit(self.public_url or "").path.split("/")[1:2]
        # The server accepts both, so that no path may be read as the other.
        if name and name[0] in (*TAKEN_NAMES, self.admin_path.split("/")[0]):
            raise ValueError(
                f"give PUBLIC_URL another path: the product itself has addresses in /{name[0]}/"
            )
        return self

    @model_validator(mode="after")
    def require_what_belongs_together(self) -> Self:
        if not self.debug:
            missing = [
                name
                for name, value in (
                    ("DJANGO_SECRET_KEY", self.secret_key),
                    ("DATABASE_URL", self.database_url),
                )
                if value is None
            ]
            if missing:
                raise ValueError(f"with DEBUG=False, set {' and '.join(missing)}")
            if self.secret_key and (problem := find_weakness(self.secret_key.get_secret_value())):
                raise ValueError(
                    f"with DEBUG=False, set DJANGO_SECRET_KEY to a text of your own: {problem}. "
                    f"`{MAKE_A_KEY}` makes a good one"
                )
            if not self.public_url and not any(host[0] not in "*." for host in self.hosts):
                raise ValueError(
                    "with DEBUG=False, set PUBLIC_URL to the address that people open, for example "
                    "https://help.example.com, or name the hosts in ALLOWED_HOSTS"
                )
            if not self.public_url and "*" in self.hosts:
                raise ValueError(
                    "with DEBUG=False and without PUBLIC_URL, take * out of ALLOWED_HOSTS and name "
                    "the hosts"
                )
        own_schema = re.search("search_path|currentSchema", self.database_url or "")
        if self.database_pooled and own_schema:
            raise ValueError(
                "with DATABASE_POOLED=True, take the schema out of DATABASE_URL and set it for the "
                "role: ALTER ROLE … SET search_path = …"
            )
        oidc = (self.oidc_server_url, self.oidc_client_id, self.oidc_client_secret)
        if any(oidc) and not all(oidc):
            raise ValueError(
                "set all of OIDC_SERVER_URL, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET, or none"
            )
        return self


VARIABLES = tuple(str(field.validation_alias) for field in Environment.model_fields.values())


def email_backend(env: Environment) -> str:
    """Return the path of the e-mail backend; without a server, only development shows mail."""
    if env.email_host:
        return "core.smtp.EmailBackend"
    return f"django.core.mail.backends.{'console' if env.debug else 'dummy'}.EmailBackend"


def openid_connect_apps(env: Environment) -> list[dict[str, Any]]:
    """Return the settings of the one OpenID Connect provider, if it is set up."""
    if not (env.oidc_server_url and env.oidc_client_id and env.oidc_client_secret):
        return []
    return [
        {
            "provider_id": "oidc",
            "name": env.oidc_name,
            "client_id": env.oidc_client_id,
            "secret": env.oidc_client_secret.get_secret_value(),
            "settings": {"server_url": str(env.oidc_server_url)},
        }
    ]


def hints() -> list[str]:
    """Return what in the environment and the `.env` file is probably not as it was meant."""
    return find_hints(read_text(dotenv_path(PROJECT_DIR)), VARIABLES)


def read_environment() -> Environment:
    """Read and check the environment.

    `DOTENV_PATH` names another file than the project's `.env`. The tests point it at an empty one,
    so that a developer's own keys never reach them.

    Raise `ImproperlyConfigured` with one line for each variable that is missing or malformed,
    without its value, which may be a secret.
    """
    dotenv = dotenv_path(PROJECT_DIR)
    read_text(dotenv)
    try:
        # Fields are set by their aliases, which type checkers do not know.
        return Environment(
            _env_file=dotenv,  # type: ignore[call-arg]
            _env_file_encoding=ENCODING,
            **dict(read_secret_files()),  # type: ignore[arg-type]
        )
    except ValidationError as error:
        lines = [
            f"{'.'.join(str(part) for part in problem['loc']) or 'Environment'}: "
            f"{describe(problem['type'], problem['msg'], problem.get('ctx', {}))}."
            for problem in error.errors(include_input=False)
        ]
        text = "\n".join(["Please correct the settings.", *hints(), *lines])
        raise ImproperlyConfigured(text) from None
