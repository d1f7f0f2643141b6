"""Which roles need more than a password: what the settings name, and what the office ticked on its own page."""

from app.access import Role
from app.settings import Settings
from app.site.queries import load_site

BY_THE_OFFICE = frozenset({Role.ADMIN, Role.COORDINATOR})


async def required_roles(settings: Settings) -> frozenset[Role]:
    """The roles held to a second factor today; whichever of the two asks for it rules."""
    site = await load_site()
    return settings.require_second_factor | (BY_THE_OFFICE if site.second_factor_required else frozenset())
