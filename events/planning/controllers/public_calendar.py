"""A forum for one's own calendar."""

from litestar import Response, get
from litestar.params import FromPath

from app.access import ANYONE, Access
from app.web.posted import AnyRequest
from app.web.state import web_of
from events.planning import policy
from events.planning.queries import event_view, no_such_event


@get("/events/{slug:str}/calendar.ics", opt={"access": Access.PUBLIC, "cache": True})
async def calendar_ics(request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
    """The same file for everyone; a draft does not exist here."""
    view = await event_view(slug)
    if not policy.may_see(ANYONE, view.facts):
        raise no_such_event()
    from events.planning.ics import calendar_file  # loads a library that no other page needs

    return Response(
        calendar_file(view, web_of(request).settings.base_url),
        media_type="text/calendar",
        headers={"Content-Disposition": f'attachment; filename="{view.slug}.ics"'},
    )
