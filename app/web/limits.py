"""Count an act of the present request against its limits."""

from app.web.state import Connection, browser_of, web_of


async def take(request: Connection, act: str, *, email: str = "", phone: str = "", code: str = "") -> None:
    """Count one `act` (see `app.web.rates.RATES`) for this browser, address, and the e-mail, phone and code given.

    Raises TooMany with the seconds to wait.
    """
    address = request.client.host if request.client else None
    who = {"browser": browser_of(request), "address": address, "email": email.casefold(), "phone": phone, "code": code}
    limits = web_of(request).limits
    limits.take(act, who)
    await limits.take_shared(act, who)


async def forget(request: Connection, act: str, *, email: str = "") -> None:
    """Start anew for this e-mail, for example after a sign-in that succeeded."""
    limits = web_of(request).limits
    limits.forget(act, "email", email.casefold())
    await limits.forget_shared(act, "email", email.casefold())
