"""What the doctor says, as a page for administrators."""

from typing import Any

from litestar import Response, get

from app.access import Access
from app.journal.queries import anchors
from app.operations.backing import longest_age
from app.operations.doctor import clock, machine, mail_server
from app.operations.figures import figures
from app.operations.findings import standing
from app.operations.version import VERSION
from app.web.pages import page
from app.web.posted import AnyRequest
from app.web.state import web_of

SECONDS_FOR_MAIL = 3


@get("/office/operations", opt={"access": Access.OFFICE})
async def operations(request: AnyRequest) -> Response[Any]:
    settings = web_of(request).settings
    found = await figures(settings)
    findings = [*standing(found, settings), await clock(), *machine(settings)]
    findings.append(await mail_server(settings, SECONDS_FOR_MAIL))
    return page(
        request,
        "office/operations.html",
        findings=sorted(findings, key=lambda each: (not each.is_wrong, not each.is_note)),
        wrong=sum(each.is_wrong for each in findings),
        found=found,
        anchor=next(iter(await anchors(limit=1)), None),
        backup_hours=longest_age(settings).total_seconds() / 3600,
        version=VERSION,
    )
