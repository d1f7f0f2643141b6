"""Limits on tries, counted by account and apart for browsers that the account was signed in from before."""

from typing import Any

from litestar import Response
from litestar.background_tasks import BackgroundTask

from app.clock import now
from app.people import alerting
from app.people.addresses import normal_email
from app.people.controllers.cookies import known_here
from app.web import limits
from app.web.posted import AnyRequest


async def limit_tries(request: AnyRequest, email: str, act: str = "sign_in") -> str:
    """Count one try; raises TooMany. Returns the name under which the account is counted.

    A browser that was signed in to this account before counts apart, so that a stranger who tries
    passwords cannot lock its owner out.
    """
    account = normal_email(email)
    # A line break stands in no address that anyone types, so nobody else can use up the owner's tries.
    counted = f"{account}\nknown" if account in known_here(request) else account
    await limits.take(request, act, email=counted)
    return counted


def failed(response: Response[Any], email: str) -> Response[Any]:
    """After the answer: count the failure, and tell the account's owner when there are many."""
    response.background = BackgroundTask(alerting.note_failure, email, at=now())
    return response
