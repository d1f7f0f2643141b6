"""Who holds an office of a forum: named for it, and still in that role. One rule, in Python and in SQL."""

from app.access import Role, Viewer

# Beside a row of `officer`, with today twice: whoever lost the role, or left, is named on paper only.
IN_OFFICE = (
    "EXISTS (SELECT 1 FROM membership JOIN person ON person.id = membership.person"
    " WHERE membership.person = officer.person AND membership.role = officer.role AND membership.since <= {}"
    " AND (membership.until IS NULL OR membership.until > {}) AND person.is_active)"
)


def is_officer(viewer: Viewer, officers: frozenset[tuple[int, Role]], *roles: Role) -> bool:
    """Named in `officers` in one of these roles, and still holding that role in some unit."""
    return any((viewer.person_id, role) in officers and viewer.has(role) for role in roles)
