"""Count an act of the present request against its limits."""

from app.web.state import Connection, browser_of, web_of


def take(request: Connection, act: str, *, email: str = "", phone: str = "", code: str = "") -> None:
    """Count one `act` (see `app.web.rates.RATES`) for this browser, address, and the e-mail, phone and code given.

    Raises TooMany with the seconds to wait.
    """
    address = request.client.host if request.client else None
    who = {"browser": browser_of(request), "address": address, "email": email.casefold(), "phone": phone, "code": code}
    web_of(request).limits.take(act, who)


def forget(request: Connection, act: str, *, email: str = "") -> None:
    """Start anew for this e-mail, for example after a sign-in that succeeded."""
    web_of(request).limits.forget(act, "email", email.casefold())
