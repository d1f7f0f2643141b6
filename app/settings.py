"""Settings from the environment: read once, frozen, and refused by name when they are wrong."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from app.access import Role
from app.i18n import Sentence
from app.i18n import Sentence as _

SECRET_LEAST = 32
TOKEN_LEAST = 16


class BadSettings(Exception):
    """The program cannot start; the message names each setting and what is wrong with it, in the present language."""


@dataclass(frozen=True)
class Settings:
    """What an installation may choose. Every field is one environment variable of the same name in capitals."""

    # Both may hold a secret, which no log or traceback should show.
    database_url: str = field(repr=False)
    secret_key: str = field(repr=False)
    base_url: str = "http://127.0.0.1:8000"
    data_dir: Path = Path("var")
    smtp_url: str = field(default="", repr=False)
    mail_from: str = "doithoai@localhost"
    site_name: str = "Đối thoại"
    is_demo: bool = False
    forwarded_allow_ips: str = "127.0.0.1"
    run_worker: bool = True
    # Addresses of one hall or mobile carrier are shared by many people, so this is wide (requests a minute).
    limit_per_address: int = 600
    # Roles whose holders need more than a password.
    require_second_factor: frozenset[Role] = frozenset()
    # Signing in through an OpenID Connect provider, where its issuer is set.
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = field(default="", repr=False)
    oidc_name: str = ""
    # Who keeps the journal's daily anchor beside us: mail addresses.
    anchor_to: tuple[str, ...] = ()
    # What a scraper of figures shows; without it there is no such page.
    metrics_token: str = field(default="", repr=False)
    # The virus scanner that every file is shown to, as tcp://host:port or unix:///path; without it none is.
    clamd_url: str = ""
    # Webhooks may lead into a private network, and to this machine without https.
    webhooks_inside: bool = False
    # Where the worker writes backups, how many hours apart (parts of an hour too), and how many are kept.
    backup_dir: Path | None = None
    backup_every: float = 24.0
    backup_keep: int = 14

    @property
    def is_https(self) -> bool:
        return self.base_url.startswith("https://")

    @property
    def host(self) -> str:
        return urlsplit(self.base_url).netloc

    @property
    def sqlite_path(self) -> Path | None:
        """The database file, or None on PostgreSQL."""
        return sqlite_file(self.database_url)

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None, *, needs_secret: bool = True) -> "Settings":
        """Read and check everything; raises BadSettings naming all that is missing or malformed."""
        env = os.environ if environ is None else environ
        database_url = env.get("DATABASE_URL", "").strip()
        problems = _database_problems(database_url)
        data_dir = Path(env.get("DATA_DIR") or _beside(database_url))
        secret = env.get("SECRET_KEY", "").strip()
        if not secret and (sqlite_file(database_url) or env.get("DEMO") == "1"):
            secret = _stored_secret(data_dir)
        if needs_secret and not secret:
            problems.append(_("SECRET_KEY is not set. Give it at least 32 random characters."))
        elif needs_secret and (len(secret) < SECRET_LEAST or len(set(secret)) < 10):
            problems.append(_("SECRET_KEY is too weak. Give it at least 32 random characters."))
        base_url = env.get("BASE_URL", cls.base_url).strip().rstrip("/")
        if urlsplit(base_url).scheme not in {"http", "https"} or not urlsplit(base_url).netloc:
            problems.append(
                _(
                    "BASE_URL is not a web address: “%(given)s”. Write it like https://doithoai.example.vn",
                    given=base_url,
                )
            )
        smtp_url = env.get("SMTP_URL", "").strip()
        if smtp_url and (urlsplit(smtp_url).scheme not in {"smtp", "smtps"} or not urlsplit(smtp_url).hostname):
            problems.append(_("SMTP_URL is not a mail server. Write it like smtp://user:password@mail.example.vn:587"))
        problems += _provider_problems(env)
        required = env.get("REQUIRE_SECOND_FACTOR", "").replace(",", " ").split()
        unknown = [name for name in required if name not in set(Role)]
        if unknown:
            problems.append(
                _(
                    "REQUIRE_SECOND_FACTOR names no role: %(names)s. Write it like admin,coordinator",
                    names=", ".join(unknown),
                )
            )
        anchor_to = tuple(env.get("ANCHOR_TO", "").replace(",", " ").split())
        problems += [
            _("ANCHOR_TO names no mail address: %(given)s.", given=each) for each in anchor_to if not _is_mail_box(each)
        ]
        metrics_token = env.get("METRICS_TOKEN", "").strip()
        if metrics_token and len(metrics_token) < TOKEN_LEAST:
            problems.append(
                _("METRICS_TOKEN is too short. Give it at least %(least)s random characters.", least=TOKEN_LEAST)
            )
        clamd_url = env.get("CLAMD_URL", "").strip()
        if clamd_url and not _is_socket(clamd_url):
            problems.append(
                _("CLAMD_URL is no address of clamd: %(given)s. Write it like tcp://127.0.0.1:3310", given=clamd_url)
            )
        backup_every = _number(env, "BACKUP_EVERY", cls.backup_every, problems, least=0.05)
        backup_keep = _number(env, "BACKUP_KEEP", cls.backup_keep, problems, least=1)
        limit = _number(env, "LIMIT_PER_ADDRESS", cls.limit_per_address, problems, least=1)
        if problems:
            raise BadSettings("\n".join(map(str, problems)))
        return cls(
            database_url=database_url,
            secret_key=secret,
            base_url=base_url,
            data_dir=data_dir,
            smtp_url=smtp_url,
            mail_from=env.get("MAIL_FROM", cls.mail_from),
            site_name=env.get("SITE_NAME", cls.site_name),
            is_demo=env.get("DEMO", "") == "1",
            forwarded_allow_ips=env.get("FORWARDED_ALLOW_IPS", cls.forwarded_allow_ips),
            run_worker=env.get("RUN_WORKER", "1") != "0",
            limit_per_address=int(limit),
            require_second_factor=frozenset(Role(name) for name in required),
            oidc_issuer=env.get("OIDC_ISSUER", "").strip(),
            oidc_client_id=env.get("OIDC_CLIENT_ID", "").strip(),
            oidc_client_secret=env.get("OIDC_CLIENT_SECRET", "").strip(),
            oidc_name=env.get("OIDC_NAME", "").strip() or "OpenID Connect",
            anchor_to=anchor_to,
            metrics_token=metrics_token,
            clamd_url=clamd_url,
            webhooks_inside=env.get("WEBHOOKS_INSIDE", "") == "1",
            backup_dir=Path(env["BACKUP_DIR"].strip()) if env.get("BACKUP_DIR", "").strip() else None,
            backup_every=backup_every,
            backup_keep=int(backup_keep),
        )


def sqlite_file(database_url: str) -> Path | None:
    """The path in `sqlite:///relative` or `sqlite:////absolute`, or None for another engine."""
    if not database_url.startswith("sqlite:///"):
        return None
    return Path(unquote(database_url.removeprefix("sqlite:///")))


def _database_problems(url: str) -> list[Sentence]:
    if not url:
        return [
            _("DATABASE_URL is not set. Write it like sqlite:///var/doithoai.sqlite or postgresql://user@host/name")
        ]
    if url.startswith("sqlite:"):
        path = sqlite_file(url)
        if path is None or not path.name:
            return [_("DATABASE_URL names no file. Write it like sqlite:///var/doithoai.sqlite")]
        return []
    parts = urlsplit(url)
    if parts.scheme in {"postgres", "postgresql"} and len(parts.path) > 1:
        return []
    return [_("DATABASE_URL is not understood. It starts with sqlite:/// or postgresql:// and names a database.")]


def _provider_problems(env: Mapping[str, str]) -> list[Sentence]:
    given = {name: env.get(name, "").strip() for name in ("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")}
    if not any(given.values()):
        return []
    problems = [
        _("%(name)s is not set, but others of OpenID Connect are.", name=name)
        for name, value in given.items()
        if not value
    ]
    issuer = urlsplit(given["OIDC_ISSUER"])
    is_here = issuer.hostname in {"localhost", "127.0.0.1", "::1"}
    if given["OIDC_ISSUER"] and (
        not issuer.netloc or issuer.scheme not in ({"https", "http"} if is_here else {"https"})
    ):
        problems.append(_("OIDC_ISSUER is not the https address of a provider."))
    return problems


def _number(env: Mapping[str, str], name: str, default: float, problems: list[Sentence], *, least: float) -> float:
    given = env.get(name, "").strip()
    try:
        number = float(given) if given else float(default)
    except ValueError:
        number = -1.0
    if not least <= number < float("inf"):
        sentence = _(
            "%(name)s is no number from %(least)s on: “%(given)s”.", name=name, least=f"{least:g}", given=given
        )
        problems.append(sentence)
    return number


def _is_mail_box(address: str) -> bool:
    name, _at, host = address.partition("@")
    return bool(name and host) and "@" not in host and not set(address) & set(',;:<>()[]\\"')


def _is_socket(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return (
            bool(parts.path)
            if parts.scheme == "unix"
            else parts.scheme == "tcp" and bool(parts.hostname and parts.port)
        )
    except ValueError:
        return False


def _beside(database_url: str) -> Path:
    path = sqlite_file(database_url)
    return path.parent if path else Path("var")


def _stored_secret(data_dir: Path) -> str:
    """The demo keeps its own random secret beside its data, so that a restart does not sign everyone out."""
    try:
        return (data_dir / "secret.key").read_text().strip()
    except OSError:
        return ""
