"""What a browser must agree with us on before a passkey counts: the site's name and its origin."""

from ipaddress import ip_address
from urllib.parse import urlsplit


def site_id(base_url: str) -> str:
    """The name that passkeys are bound to: the host of the site."""
    return urlsplit(base_url).hostname or ""


def site_origin(base_url: str) -> str:
    """Scheme, host and port, as browsers write them."""
    parts = urlsplit(base_url)
    return f"{parts.scheme}://{parts.netloc}"


def passkeys_work(base_url: str) -> bool:
    """Browsers bind passkeys to names only, and only over https (or on the machine itself)."""
    name = site_id(base_url)
    try:
        ip_address(name)
    except ValueError:
        return base_url.startswith("https://") or name == "localhost"
    return False
