"""The table of all doors: for each route an address, what is sent there, and for whom it opens."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from app.clock import local, now
from tests.site import places as at
from tests.site.people import (
    ADMIN,
    APPROVER,
    COORDINATOR,
    EVERYBODY,
    INTAKE,
    ORGANISERS,
    OVERSIGHT,
    RECORD,
    ROOM,
    SIGNED_IN,
    SPEAKERS,
    STAFF,
    UNIT,
)
from tests.site.places import DRAFT, KY8, KY9, Places

NOBODY: frozenset[str] = frozenset()
PLANNERS = frozenset({"coordinator", "other coordinator"})
LEADERS = frozenset({"coordinator", "chair"})
TAKE_IN = "POST /desk/events/{slug:str}/import/{batch_id:int}"


@dataclass(frozen=True)
class Door:
    """`opens` names who gets in, answered with `status`; `lead` is the unit concerned by what stands there."""

    route: str
    address: Callable[[Places], str]
    opens: frozenset[str]
    sent: Callable[[Places], Mapping[str, object]] = field(default=lambda places: {})
    status: int = 0
    lead: str = "stc"

    @property
    def method(self) -> str:
        return self.route.partition(" ")[0]

    @property
    def welcome(self) -> int:
        return self.status or (200 if self.method == "GET" else 303)


def _fixed(address: str) -> Callable[[Places], str]:
    return lambda places: address


def page(route: str, opens: frozenset[str], address: str = "", status: int = 0) -> Door:
    """A page with one address."""
    return Door(f"GET {route}", _fixed(address or route), opens, status=status)


def about(
    number: int, method: str, tail: str, opens: frozenset[str], lead: str, status: int = 0, **sent: object
) -> Door:
    """Something about one question of the demo."""
    return Door(
        f"{method} /desk/questions/{{code:str}}{tail}",
        lambda places: f"/desk/questions/{places.codes[number]}{tail}",
        opens,
        lambda places: sent,
        status,
        lead,
    )


def part(tail: str, opens: frozenset[str], lead: str, status: int = 0, **sent: object) -> Door:
    """Something about a coordinating unit's part; `lead` is that unit, or the one that leads the answer."""
    route, address = f"POST /desk/parts/{{part_id:int}}{tail}", lambda p: f"/desk/parts/{p.part}{tail}"
    return Door(route, address, opens, lambda places: sent, status, lead)


def forum(
    slug: str, method: str, tail: str, opens: frozenset[str], status: int = 0, shape: str = "", **sent: object
) -> Door:
    """Something about one forum on the desk."""
    return Door(
        f"{method} /desk/events/{{slug:str}}{shape or tail}",
        _fixed(f"/desk/events/{slug}{tail}"),
        opens,
        lambda places: sent,
        status,
    )


def outgoing(method: str, tail: str, status: int = 0, **sent: object) -> Door:
    """A letter about a question of the coordinator's own unit, waiting to leave."""
    return Door(
        f"{method} /desk/letters/{{letter_id:int}}{tail}",
        lambda places: f"/desk/letters/{places.outgoing}{tail}",
        COORDINATOR,
        lambda places: sent,
        status,
    )


ASKED = {"name": "Lê Văn Đạt", "address": "Phường Cái Sơn", "phone": "0912 555 666", "summary": "Khi nào có điện?"}
TEXT = {
    "public_summary": "Khi nào có điện ba pha?",
    "public_detail": "Đã làm đơn từ tháng 4.",
    "public_asker": "L.V.Đ.",
    "visibility": "public",
}
DRAFTED = {"summary": "Sẽ có.", "body": "1. Sẽ có trong quý này.", "outcome": "explained"}


def _when(days: int, hour: int = 8) -> str:
    return f"{local(now() + timedelta(days=days)):%Y-%m-%d}T{hour:02}:00"


PLAN = {"type": "cafe", "title": "Cà phê thử", "starts_at": _when(40), "ends_at": _when(40, 11), "place": "Hội trường"}

UNIT_SENT = {"name": "Sở Mới", "kind": "so", "valid_from": "2025-07-01"}
TYPE_SENT = {
    "name": "Tọa đàm",
    "notice": "5",
    "notice_unit": "working",
    "results_days": "10",
    "basis": "Quy chế",
    "is_on": "on",
    "seen_by": "public",
}

MARKS = {"result": "4", "attitude": "5"}
PUBLIC = (
    page("/", EVERYBODY),
    page("/events", EVERYBODY),
    page("/events/{slug:str}", EVERYBODY, f"/events/{KY9}"),
    page("/events/{slug:str}/calendar.ics", EVERYBODY, f"/events/{KY9}/calendar.ics"),
    page("/events/{slug:str}/questions", EVERYBODY, f"/events/{KY9}/questions"),
    page("/events/{slug:str}/questions/new", EVERYBODY, f"/events/{KY9}/questions/new"),
    Door("POST /events/{slug:str}/questions", _fixed(f"/events/{KY9}/questions"), EVERYBODY, lambda p: ASKED, 422),
    page("/events/{slug:str}", NOBODY, f"/events/{DRAFT}"),
    page("/events/{slug:str}/questions/new", NOBODY, f"/events/{DRAFT}/questions/new"),
    page("/events/{slug:str}/calendar.ics", NOBODY, f"/events/{DRAFT}/calendar.ics"),
    page("/search", EVERYBODY),
    page("/search", EVERYBODY, "/search?q=gi%C3%A1+%C4%91%E1%BA%A5t"),
    page("/questions", EVERYBODY),
    Door("GET /questions/{code:str}", lambda p: f"/questions/{p.codes[at.PUBLISHED]}", EVERYBODY),
    Door("GET /questions/{code:str}", lambda p: f"/questions/{p.codes[at.SUBMITTED]}", NOBODY),
    Door("GET /questions/{code:str}", lambda p: f"/questions/{p.codes[23]}", NOBODY),
    Door(
        "POST /events/{slug:str}/similar-questions",
        _fixed(f"/events/{KY9}/similar-questions"),
        EVERYBODY,
        lambda p: {"summary": "Khi nào có điện ba pha?"},
        200,
    ),
    Door(
        "POST /events/{slug:str}/similar-questions",
        _fixed(f"/events/{DRAFT}/similar-questions"),
        NOBODY,
        lambda p: {"summary": "Khi nào?"},
    ),
    Door("GET /questions/{code:str}/support", lambda p: f"/questions/{p.codes[at.PUBLISHED]}/support", EVERYBODY),
    Door("GET /questions/{code:str}/support", lambda p: f"/questions/{p.codes[at.SUBMITTED]}/support", NOBODY),
    Door("POST /questions/{code:str}/same", lambda p: f"/questions/{p.codes[at.PUBLISHED]}/same", EVERYBODY),
    Door("POST /questions/{code:str}/same", lambda p: f"/questions/{p.codes[at.SUBMITTED]}/same", NOBODY),
    Door(
        "POST /questions/{code:str}/answered-me",
        lambda p: f"/questions/{p.codes[at.PUBLISHED]}/answered-me",
        EVERYBODY,
    ),
    Door("POST /questions/{code:str}/answered-me", lambda p: f"/questions/{p.codes[23]}/answered-me", NOBODY),
    page("/commitments", EVERYBODY),
    Door("GET /commitments/{code:str}", lambda p: f"/commitments/{p.commitment}", EVERYBODY),
    page("/follow", EVERYBODY),
    page("/follow", NOBODY, "/follow?thing=question:CH-2020-0001"),
    Door("POST /follow", _fixed("/follow"), EVERYBODY, lambda p: {"thing": "unit:STC", "email": "an@vidu.vn"}, 200),
    page("/follow/{token:str}", NOBODY, "/follow/guessed"),
    Door("GET /follow/{token:str}", lambda p: f"/follow/{p.follower}", EVERYBODY),
    Door("POST /follow/{token:str}/confirm", lambda p: f"/follow/{p.follower}/confirm", EVERYBODY),
    Door("POST /follow/{token:str}/leave", lambda p: f"/follow/{p.follower}/leave", EVERYBODY, status=200),
    page("/help", EVERYBODY),
    page("/lookup", EVERYBODY),
    Door("POST /lookup", _fixed("/lookup"), EVERYBODY, lambda p: {"code": "CH-2020-0001", "phone": "0912345678"}, 422),
    page("/lookup/view/{sealed:str}", NOBODY, "/lookup/view/guessed.seal"),
    Door("GET /track/{token:str}", lambda p: p.track, EVERYBODY),
    Door("GET /track/{token:str}", _fixed("/track/guessed"), NOBODY),
    Door("GET /track/{token:str}/data", lambda p: f"{p.track}/data", EVERYBODY),
    Door("GET /track/{token:str}/data", _fixed("/track/guessed/data"), NOBODY),
    Door("GET /track/{token:str}/data/{kind:str}", lambda p: f"{p.track}/data/json", EVERYBODY),
    Door("GET /track/{token:str}/data/{kind:str}", _fixed("/track/guessed/data/json"), NOBODY),
    Door(
        "POST /track/{token:str}/data/circle",
        lambda p: f"{p.sent_track}/data/circle",
        EVERYBODY,
        lambda p: {"circle": "coordinator"},
    ),
    Door("POST /track/{token:str}/data/correction", lambda p: f"{p.track}/data/correction", EVERYBODY, status=422),
    Door("POST /track/{token:str}/data/erasure", lambda p: f"{p.track}/data/erasure", EVERYBODY),
    page("/data/confirm/{sealed:str}", NOBODY, "/data/confirm/guessed.seal"),
    Door("POST /data/confirm/{sealed:str}", _fixed("/data/confirm/guessed.seal"), NOBODY),
    Door(
        "GET /track/{token:str}/attachments/{attachment_id:int}",
        lambda p: f"{p.sent_track}/attachments/{p.sent_file}",
        EVERYBODY,
    ),
    Door(
        "GET /track/{token:str}/attachments/{attachment_id:int}",
        lambda p: f"{p.track}/attachments/{p.sent_file}",
        NOBODY,
    ),
    Door(
        "GET /attachments/{attachment_id:int}",
        lambda p: f"/attachments/{p.sent_file}",
        ORGANISERS | OVERSIGHT,
        lead="pc",
    ),
    Door(
        "POST /desk/questions/{code:str}/attachments",
        lambda p: f"/desk/questions/{p.sent_code}/attachments",
        COORDINATOR,
        lambda p: {"released": str(p.sent_file)},
        lead="pc",
    ),
    Door("GET /track/{token:str}/slip", lambda p: f"{p.track}/slip", EVERYBODY),
    Door(
        "GET /track/{token:str}/apologies/{apology_id:int}/{kind:str}",
        lambda p: f"{p.track}/apologies/{p.apology}/docx",
        EVERYBODY,
    ),
    Door(
        "GET /track/{token:str}/apologies/{apology_id:int}/{kind:str}",
        lambda p: f"{p.sent_track}/apologies/{p.apology}/docx",
        NOBODY,
    ),
    page("/replies/{token:str}", NOBODY, "/replies/guessed"),
    Door("POST /replies/{token:str}", _fixed("/replies/guessed"), NOBODY, lambda p: DRAFTED),
    Door("POST /track/{token:str}/rating", lambda p: f"{p.track}/rating", EVERYBODY, lambda p: MARKS),
    Door("POST /track/{token:str}/rating", _fixed("/track/guessed/rating"), NOBODY, lambda p: MARKS),
    Door("POST /track/{token:str}/dispute", lambda p: f"{p.track}/dispute", EVERYBODY, lambda p: {"reason": ""}, 422),
    Door("POST /track/{token:str}/dispute", _fixed("/track/guessed/dispute"), NOBODY, lambda p: {"reason": "Vì sao?"}),
    Door("POST /track/{token:str}/reply", lambda p: f"{p.track}/reply", EVERYBODY, lambda p: {"reply": "Vâng."}, 409),
    Door("POST /track/{token:str}/reply", _fixed("/track/guessed/reply"), NOBODY, lambda p: {"reply": "Vâng."}),
    Door("POST /track/{token:str}/appeal", lambda p: f"{p.track}/appeal", EVERYBODY, lambda p: {"reason": "Vì."}, 409),
    Door("POST /track/{token:str}/appeal", _fixed("/track/guessed/appeal"), NOBODY, lambda p: {"reason": "Vì."}),
    Door("GET /track/{token:str}/withdrawal", lambda p: f"{p.track}/withdrawal", EVERYBODY),
    Door("GET /track/{token:str}/withdrawal", _fixed("/track/guessed/withdrawal"), NOBODY),
    Door("POST /track/{token:str}/withdrawal", lambda p: f"{p.track}/withdrawal", EVERYBODY, status=409),
    Door("POST /track/{token:str}/withdrawal", _fixed("/track/guessed/withdrawal"), NOBODY),
    Door(
        "POST /track/{token:str}/commitments/{commitment:str}/objection",
        lambda p: f"{p.track}/commitments/{p.claimed}/objection",
        NOBODY,
        lambda p: {"reason": "Chưa làm."},
    ),
    Door("GET /opinions/{sealed:str}", lambda p: p.opinion, EVERYBODY),
    Door("GET /opinions/{sealed:str}", _fixed("/opinions/guessed.seal"), NOBODY),
    Door("POST /opinions/{sealed:str}/rating", lambda p: f"{p.opinion}/rating", EVERYBODY, lambda p: MARKS),
    Door("POST /opinions/{sealed:str}/rating", _fixed("/opinions/guessed.seal/rating"), NOBODY, lambda p: MARKS),
    Door(
        "POST /opinions/{sealed:str}/dispute",
        lambda p: f"{p.opinion}/dispute",
        EVERYBODY,
        lambda p: {"reason": ""},
        422,
    ),
    Door("POST /opinions/{sealed:str}/dispute", _fixed("/opinions/a.b/dispute"), NOBODY, lambda p: {"reason": "Vì?"}),
    Door("GET /documents/{kind:str}/{sha256:str}", lambda p: f"/documents/pdf/{p.pdf}", EVERYBODY),
    page("/sign-in", EVERYBODY - SIGNED_IN),
    page("/sign-in", SIGNED_IN, status=303),
    page("/language", EVERYBODY, "/language?to=en", status=303),
    page("/healthz", EVERYBODY),
    page("/readyz", EVERYBODY),
    page("/brand/{name:str}", EVERYBODY, "/brand/0a4d8c.css"),
    page("/brand/{name:str}", NOBODY, "/brand/red.css"),
    page("/emblem/{sha256:str}", NOBODY, "/emblem/none"),
    page("/metrics", NOBODY),
    page("/journal/anchors", EVERYBODY),
    page("/journal/check", EVERYBODY),
    page("/static/{digest:str}/{name:path}", NOBODY, "/static/0/none.css"),
    Door("GET /invitations/{token:str}", lambda p: p.invitation_path, EVERYBODY),
    Door("GET /invitations/{token:str}", _fixed("/invitations/guessed"), NOBODY),
    Door("POST /invitations/{token:str}", lambda p: p.invitation_path, EVERYBODY, lambda p: {"password": "ngắn"}, 422),
    Door("POST /sign-in", _fixed("/sign-in"), EVERYBODY, lambda p: {"email": "a@b.example", "password": "sai"}, 422),
    Door("POST /sign-out", _fixed("/sign-out"), EVERYBODY),
)
OWN = (
    page("/me", SIGNED_IN),
    Door("POST /me", _fixed("/me"), SIGNED_IN, lambda p: {"name": "Tên mới", "language": "vi"}),
    Door("POST /me/password", _fixed("/me/password"), SIGNED_IN, lambda p: {"current_password": "sai"}, 422),
    Door("POST /me/sessions/{session_id:int}/end", _fixed("/me/sessions/2147483647/end"), NOBODY),
    Door("POST /sign-out-everywhere", _fixed("/sign-out-everywhere"), SIGNED_IN),
    page("/desk/help", SIGNED_IN),
    page("/work", STAFF),
    page("/work", ADMIN, status=303),
    page("/desk/contact-openings", frozenset({"admin", "supervisor"})),
    page("/desk/figures", frozenset({"chair", "supervisor", "other coordinator", "other chair"})),
    page("/desk/search", SIGNED_IN, "/desk/search?q=gi%C3%A1+%C4%91%E1%BA%A5t"),
    page("/desk/letters", PLANNERS),
    outgoing("GET", ""),
    outgoing("POST", "/hold"),
    outgoing("POST", "/release", 409),
    outgoing("POST", "/words", 409, subject="Câu hỏi mới", body="Kính gửi anh/chị.", version="0"),
    outgoing("POST", "/drop", reason="Đã báo qua điện thoại."),
)
OFFICE = (
    page("/office", ADMIN),
    page("/office/people", ADMIN),
    page("/office/units", ADMIN),
    page("/office/letters", ADMIN),
    page("/office/operations", ADMIN),
    page("/office/webhooks", ADMIN),
    Door(
        "POST /office/webhooks",
        _fixed("/office/webhooks"),
        ADMIN,
        lambda p: {"name": "Zalo", "url": "https://198.51.100.7/hook", "kinds": "question"},
        422,
    ),
    Door("GET /office/webhooks/{hook_id:int}", lambda p: f"/office/webhooks/{p.hook}", ADMIN),
    Door(
        "POST /office/webhooks/{hook_id:int}",
        lambda p: f"/office/webhooks/{p.hook}",
        ADMIN,
        lambda p: {"name": "Zalo", "url": "https://zalo.example.vn/hook", "kinds": "question"},
    ),
    Door("POST /office/webhooks/{hook_id:int}/key", lambda p: f"/office/webhooks/{p.hook}/key", ADMIN),
    Door("POST /office/webhooks/{hook_id:int}/test", lambda p: f"/office/webhooks/{p.hook}/test", ADMIN),
    Door("GET /office/letters/{letter_id:int}", lambda p: f"/office/letters/{p.letter}", ADMIN),
    Door("POST /office/letters/{letter_id:int}/hold", lambda p: f"/office/letters/{p.letter}/hold", ADMIN),
    Door(
        "POST /office/letters/{letter_id:int}/retry", lambda p: f"/office/letters/{p.letter}/retry", ADMIN, status=409
    ),
    Door("GET /office/people/{person_id:int}", lambda p: f"/office/people/{p.drafter}", ADMIN),
    Door("POST /office/people/{person_id:int}/deactivate", lambda p: f"/office/people/{p.drafter}/deactivate", ADMIN),
    Door("POST /office/people/{person_id:int}/password", lambda p: f"/office/people/{p.drafter}/password", ADMIN),
    Door(
        "POST /office/people/{person_id:int}/roles",
        lambda p: f"/office/people/{p.drafter}/roles",
        ADMIN,
        lambda p: {"unit": p.units["SNV"], "role": "drafter"},
    ),
    Door(
        "POST /office/people/{person_id:int}/roles/{membership_id:int}/end",
        lambda p: f"/office/people/{p.drafter}/roles/{p.membership}/end",
        ADMIN,
    ),
    page("/office/people", ADMIN, "/office/people?waiting=1"),
    Door(
        "POST /office/people/invitations",
        _fixed("/office/people/invitations"),
        ADMIN,
        lambda p: {"person": p.drafter, "seen_at": "2026-07-01T00:00:00+00:00"},
    ),
    Door(
        "POST /office/invitations",
        _fixed("/office/invitations"),
        ADMIN,
        lambda p: {"email": "x@songhau.example", "name": "Ai đó", "unit": p.units["SNV"], "role": "drafter"},
    ),
    Door(
        "POST /office/invitations/{invitation_id:int}/withdraw",
        lambda p: f"/office/invitations/{p.invitation}/withdraw",
        ADMIN,
    ),
)
SETTINGS = (
    page("/office/site", ADMIN),
    Door("POST /office/site", _fixed("/office/site"), ADMIN, lambda p: {"name": "Sông Hậu", "colour": "#0a4d8c"}),
    Door("POST /office/site/emblem", _fixed("/office/site/emblem"), ADMIN, status=422),
    Door("POST /office/site/emblem/remove", _fixed("/office/site/emblem/remove"), ADMIN),
    page("/office/lists/{kind:str}", ADMIN, "/office/lists/units"),
    page("/office/lists/{kind:str}/template", ADMIN, "/office/lists/people/template"),
    Door("POST /office/lists/{kind:str}", _fixed("/office/lists/units"), ADMIN, status=422),
    Door("GET /office/lists/{kind:str}/{list_id:int}", lambda p: f"/office/lists/units/{p.office_list}", ADMIN),
    Door("GET /office/lists/{kind:str}/{list_id:int}", lambda p: f"/office/lists/people/{p.office_list}", NOBODY),
    Door("POST /office/lists/{kind:str}/{list_id:int}", lambda p: f"/office/lists/units/{p.office_list}", ADMIN),
    page("/office/units/new", ADMIN),
    Door("POST /office/units", _fixed("/office/units"), ADMIN, lambda p: {**UNIT_SENT, "code": "MOI"}),
    Door("GET /office/units/{unit_id:int}", lambda p: f"/office/units/{p.units['STC']}", ADMIN),
    Door("POST /office/units/{unit_id:int}", lambda p: f"/office/units/{p.units['STC']}", ADMIN, lambda p: UNIT_SENT),
    Door(
        "POST /office/units/{unit_id:int}/successor",
        lambda p: f"/office/units/{p.units['STC']}/successor",
        ADMIN,
        lambda p: {"successor": p.units["SNV"], "last_day": "2030-01-01", "reason": "Sáp nhập"},
    ),
    page("/office/fields", ADMIN),
    page("/office/fields/new", ADMIN),
    Door("POST /office/fields", _fixed("/office/fields"), ADMIN, lambda p: {"name": "Lĩnh vực mới"}),
    page("/office/fields/{field_id:int}", ADMIN, "/office/fields/1"),
    Door("POST /office/fields/{field_id:int}", _fixed("/office/fields/1"), ADMIN, lambda p: {"name": "Tên mới"}),
    page("/office/event-types", ADMIN),
    page("/office/event-types/new", ADMIN),
    Door("POST /office/event-types", _fixed("/office/event-types"), ADMIN, lambda p: TYPE_SENT),
    page("/office/event-types/{code:str}", ADMIN, "/office/event-types/cafe"),
    Door("POST /office/event-types/{code:str}", _fixed("/office/event-types/cafe"), ADMIN, lambda p: TYPE_SENT),
    page("/office/retention", ADMIN),
    Door(
        "POST /office/retention",
        _fixed("/office/retention"),
        ADMIN,
        lambda p: {"askers": "60", "letters": "24", "lists": "0", "openings": "60"},
    ),
    page("/office/reasons", ADMIN),
    page("/office/reasons/{group:str}/{code:str}", ADMIN, "/office/reasons/rejection/unclear"),
    Door(
        "POST /office/reasons/{group:str}/{code:str}",
        _fixed("/office/reasons/rejection/unclear"),
        ADMIN,
        lambda p: {"name": "Chưa rõ", "is_on": "on"},
    ),
    Door(
        "POST /office/reasons/{group:str}/{code:str}/revert",
        _fixed("/office/reasons/rejection/unclear/revert"),
        ADMIN,
    ),
    page("/office/holidays", ADMIN),
    Door(
        "POST /office/holidays",
        _fixed("/office/holidays"),
        ADMIN,
        lambda p: {"day": "2030-05-06", "kind": "off", "note": "Nghỉ", "source": "Công văn 1"},
    ),
    Door(
        "POST /office/holidays/swap",
        _fixed("/office/holidays/swap"),
        ADMIN,
        lambda p: {"off": "2030-05-06", "worked": "2030-05-11", "swap_source": "Công văn 1"},
    ),
    Door("POST /office/holidays/{day:str}/forget", _fixed("/office/holidays/2030-05-06/forget"), NOBODY),
    page("/office/special-day-counts", ADMIN),
    Door(
        "POST /office/special-day-counts",
        _fixed("/office/special-day-counts"),
        ADMIN,
        lambda places: {"clock": "answer", "event_type": "cafe", "number": "8", "day_unit": "working", "basis": "QĐ 1"},
    ),
    Door(
        "POST /office/special-day-counts/{special_id:int}/removal",
        _fixed("/office/special-day-counts/9999/removal"),
        NOBODY,
    ),
    page("/office/day-counts", ADMIN),
    page("/office/day-counts/{clock:str}", ADMIN, "/office/day-counts/answer"),
    Door(
        "POST /office/day-counts/{clock:str}",
        _fixed("/office/day-counts/answer"),
        ADMIN,
        lambda p: {"number": "9", "basis": "Quy chế"},
    ),
    Door("POST /office/day-counts/{clock:str}/revert", _fixed("/office/day-counts/answer/revert"), ADMIN),
    page("/office/texts", ADMIN),
    page("/office/texts/{code:str}", ADMIN, "/office/texts/receipt"),
    Door(
        "POST /office/texts/{code:str}",
        _fixed("/office/texts/receipt"),
        ADMIN,
        lambda p: {"subject": "Đã nhận {code}", "body": "Cảm ơn anh/chị."},
    ),
    Door("POST /office/texts/{code:str}/revert", _fixed("/office/texts/receipt/revert"), ADMIN),
)
FORUMS = (
    page("/desk/events", STAFF),
    page("/desk/events/new", PLANNERS),
    Door(
        "POST /desk/events/new",
        _fixed("/desk/events/new"),
        PLANNERS,
        lambda p: PLAN,
    ),
    Door(
        "POST /desk/events/proposals",
        _fixed("/desk/events/proposals"),
        PLANNERS,
        lambda p: PLAN,
        200,
    ),
    forum(KY9, "GET", "", STAFF, shape=""),
    Door("GET /desk/events/{slug:str}", _fixed(f"/desk/events/{DRAFT}"), frozenset({"chair", "supervisor"})),
    forum(KY9, "GET", "/edit", COORDINATOR),
    forum(KY9, "POST", "/edit", COORDINATOR, 422),
    forum(KY9, "GET", "/agencies", COORDINATOR),
    forum(KY9, "POST", "/agencies", COORDINATOR, agencies=[]),
    Door(
        "POST /desk/events/{slug:str}/agencies/{unit_id:int}/attendee",
        lambda p: f"/desk/events/{KY9}/agencies/{p.units['STC']}/attendee",
        COORDINATOR | SPEAKERS,
        lambda p: {f"attendee_{p.units['STC']}": "Bà Sáu"},
    ),
    forum(KY9, "GET", "/acts/postpone", LEADERS, shape="/acts/{act:str}"),
    forum(KY9, "POST", "/acts/postpone", LEADERS, shape="/acts/{act:str}", reason="Bão"),
    forum(KY9, "POST", "/acts/close", COORDINATOR, shape="/acts/{act:str}"),
    forum(KY9, "POST", "/acts/end", RECORD, 409),
    forum(KY9, "GET", "/intake", INTAKE),
    forum(KY9, "POST", "/intake", INTAKE, 422),
    Door(
        "GET /desk/events/{slug:str}/intake/{code:str}",
        lambda p: f"/desk/events/{KY9}/intake/{p.entered}",
        INTAKE,
    ),
    Door(
        "GET /desk/events/{slug:str}/intake/{code:str}",
        lambda p: f"/desk/events/{KY9}/intake/{p.codes[at.SUBMITTED]}",
        NOBODY,
    ),
    forum(KY9, "GET", "/import", INTAKE),
    forum(KY9, "POST", "/import", INTAKE, 422),
    Door("GET /desk/events/{slug:str}/import/{batch_id:int}", lambda p: f"/desk/events/{KY9}/import/{p.batch}", INTAKE),
    Door("GET /desk/events/{slug:str}/import/{batch_id:int}", lambda p: f"/desk/events/{KY8}/import/{p.batch}", NOBODY),
    Door(
        "POST /desk/events/{slug:str}/import/{batch_id:int}", lambda p: f"/desk/events/{KY9}/import/{p.batch}", INTAKE
    ),
    forum(KY8, "GET", "/questions/xlsx", INTAKE, shape="/questions/{kind:str}"),
    forum(KY8, "GET", "/questions/csv", INTAKE, shape="/questions/{kind:str}"),
    forum(KY8, "GET", "/room", ROOM | OVERSIGHT),
    forum(KY9, "POST", "/room/start", RECORD, 409),
    forum(KY8, "POST", "/room/attendance", RECORD, part="agency", attendee="Bà Sáu"),
    Door(
        "POST /desk/events/{slug:str}/room/attendance/{line_id:int}/remove",
        lambda p: f"/desk/events/{KY8}/room/attendance/{p.line}/remove",
        RECORD,
    ),
    Door(
        "POST /desk/events/{slug:str}/room/answers",
        _fixed(f"/desk/events/{KY8}/room/answers"),
        RECORD,
        lambda p: {"question": p.codes[at.IN_PROGRESS], "body": "Đã trả lời tại chỗ."},
    ),
    Door(
        "POST /desk/events/{slug:str}/room/commitments",
        _fixed(f"/desk/events/{KY8}/room/commitments"),
        RECORD,
        lambda p: {
            "words": "Giao Sở Tài chính rà soát.",
            "promised_by": "Chủ trì",
            "owner": p.units["STC"],
            "product": "Danh mục",
            "due_wording": "within",
            "due_days": "10",
        },
    ),
    Door(
        "GET /desk/events/{slug:str}/room/answers/{oral_id:int}",
        lambda p: f"/desk/events/{KY8}/room/answers/{p.oral}",
        RECORD,
    ),
    Door(
        "POST /desk/events/{slug:str}/room/answers/{oral_id:int}",
        lambda p: f"/desk/events/{KY8}/room/answers/{p.oral}",
        RECORD,
        lambda p: {"body": "Đã trả lời tại chỗ, đã ghi lại cho đúng."},
    ),
    Door(
        "GET /desk/events/{slug:str}/room/commitments/{code:str}",
        lambda p: f"/desk/events/{KY8}/room/commitments/{p.recorded}",
        RECORD,
    ),
    Door(
        "POST /desk/events/{slug:str}/room/commitments/{code:str}",
        lambda p: f"/desk/events/{KY8}/room/commitments/{p.recorded}",
        RECORD,
        lambda p: {
            "words": "Giao Sở Nông nghiệp và Môi trường rà soát 17 hồ sơ.",
            "promised_by": "Chủ trì",
            "owner": p.units["SNNMT"],
            "product": "Danh mục 17 hồ sơ",
            "due_wording": "within",
            "due_days": "10",
        },
    ),
    forum(KY8, "GET", "/minutes", ROOM | OVERSIGHT),
    forum(KY8, "POST", "/minutes", RECORD, conclusion="Kết luận", version="0"),
    forum(KY8, "POST", "/minutes/issue", LEADERS, number="31"),
    forum(KY8, "GET", "/minutes/draft/docx", ROOM | OVERSIGHT, shape="/minutes/draft/{kind:str}"),
)
QUESTIONS = (
    page("/desk/questions", STAFF),
    page("/desk/questions/chosen", STAFF),
    Door("POST /desk/questions/chosen", _fixed("/desk/questions/chosen"), STAFF, lambda p: {"act": "publish"}, 422),
    about(at.SUBMITTED, "GET", "", ORGANISERS | OVERSIGHT, "pc"),
    about(at.IN_PROGRESS, "GET", "", ORGANISERS | OVERSIGHT | UNIT, "thue"),
    about(at.IN_PROGRESS, "GET", "/due", ORGANISERS | OVERSIGHT | UNIT, "thue"),
    about(at.RETURNED, "POST", "/pause", COORDINATOR | APPROVER, "stc", reason="Chờ hồ sơ."),
    about(at.IN_PROGRESS, "POST", "/extension", LEADERS | APPROVER, "thue", 422, reason="Chờ hồ sơ."),
    about(at.IN_PROGRESS, "POST", "/extension/decision", LEADERS, "thue", 422, reason="Được."),
    about(at.IN_PROGRESS, "POST", "/correction", INTAKE, "thue", 422, reason="Gõ nhầm."),
    about(at.IN_PROGRESS, "POST", "/correction/decision", LEADERS, "thue", 422, reason="Đúng."),
    about(at.IN_PROGRESS, "POST", "/first-answer", COORDINATOR | APPROVER, "thue", 422, words="Đang làm."),
    about(at.OFFERED, "POST", "/resumption", COORDINATOR | APPROVER, "nhnn", 409, reason="Đủ hồ sơ."),
    about(at.SUBMITTED, "GET", "/admission", COORDINATOR, "pc"),
    Door(
        "POST /desk/questions/{code:str}/admission",
        lambda p: f"/desk/questions/{p.codes[at.SUBMITTED]}/admission",
        COORDINATOR,
        lambda p: {**TEXT, "kind": "question", "competence": "city", "field": 1},
        lead="pc",
    ),
    about(at.SUBMITTED, "GET", "/rejection", COORDINATOR, "pc"),
    about(at.SUBMITTED, "POST", "/rejection", COORDINATOR, "pc", reason="unclear"),
    about(at.ADMITTED, "GET", "/public-text", COORDINATOR, "snv"),
    about(at.ADMITTED, "POST", "/public-text", COORDINATOR, "snv", 409, **TEXT, seen="old"),
    about(at.ADMITTED, "GET", "/assignment", COORDINATOR, "snv"),
    Door(
        "POST /desk/questions/{code:str}/assignment",
        lambda p: f"/desk/questions/{p.codes[at.ADMITTED]}/assignment",
        COORDINATOR,
        lambda p: {"lead_unit": p.units["SNV"], "weight": "plain"},
        lead="snv",
    ),
    about(at.OFFERED, "POST", "/acceptance", SPEAKERS, "nhnn"),
    about(at.OFFERED, "GET", "/decline", SPEAKERS, "nhnn"),
    about(at.OFFERED, "POST", "/decline", SPEAKERS, "nhnn", reason="several_agencies", explanation="Không đúng."),
    about(at.IN_PROGRESS, "GET", "/part", COORDINATOR | UNIT, "thue"),
    about(at.IN_PROGRESS, "POST", "/part", COORDINATOR | UNIT, "thue", 422, words="Góp ý."),
    Door(
        "GET /desk/parts/{part_id:int}", lambda p: f"/desk/parts/{p.part}", UNIT | COORDINATOR | OVERSIGHT, lead="snv"
    ),
    part("/text", UNIT, "snv", body="Sở đang giữ 17 hồ sơ.", version="0"),
    part("/approval", APPROVER, "snv", 409, version="0"),
    part("/return", APPROVER, "snv", 409, version="0", comment="Nêu rõ."),
    part("/sending-back", UNIT, "thue", 422, version="0", comment="Nêu rõ.", due_on="2020-01-02"),
    part("/decline", SPEAKERS, "snv", reason="other_agency", explanation="Không đúng."),
    part("/withdrawal", COORDINATOR | UNIT, "thue", why="Đã có."),
    about(at.IN_PROGRESS, "GET", "/answer", UNIT, "thue"),
    about(at.IN_PROGRESS, "POST", "/answer", UNIT, "thue", **DRAFTED, version="0", then="save"),
    about(at.APPROVED, "POST", "/schedule", COORDINATOR, "bhxh", version="1", publish_at=_when(3)),
    about(at.APPROVED, "POST", "/schedule/withdrawal", COORDINATOR, "bhxh", 409),
    about(at.IN_PROGRESS, "GET", "/clearance", COORDINATOR, "thue"),
    about(at.IN_PROGRESS, "POST", "/clearance", COORDINATOR, "thue", reason="Việc nhạy cảm."),
    # Nobody of these people clears answers.
    Door(
        "POST /desk/answers/{answer_id:int}/clearance",
        lambda p: f"/desk/answers/{p.answers[at.APPROVED]}/clearance",
        NOBODY,
        lambda p: {"version": "1"},
        lead="bhxh",
    ),
    Door(
        "POST /desk/answers/{answer_id:int}/clearance-skip",
        lambda p: f"/desk/answers/{p.answers[at.APPROVED]}/clearance-skip",
        COORDINATOR,
        lambda p: {"version": "1", "reason": "Gấp."},
        409,
        lead="bhxh",
    ),
    about(at.PUBLISHED, "GET", "/superseding", COORDINATOR | UNIT, "thue"),
    about(
        at.PUBLISHED, "POST", "/superseding", COORDINATOR | UNIT, "thue", 422, newer="CH-2026-9999", reason="Luật mới."
    ),
    about(at.PUBLISHED, "POST", "/superseding/withdrawal", COORDINATOR | UNIT, "thue", 409, reason="Nhầm."),
    about(at.PUBLISHED, "GET", "/basis-review", UNIT, "thue"),
    about(at.PUBLISHED, "POST", "/basis-review", UNIT, "thue", 404, words="Vẫn đúng."),
    page("/desk/legal-documents", STAFF),
    Door(
        "POST /desk/legal-documents",
        _fixed("/desk/legal-documents"),
        PLANNERS,
        lambda p: {"names": "Luật Thử 1999", "replaced_by": "Luật Thử 2025", "replaced_from": "2026-01-01"},
    ),
    Door(
        "POST /desk/legal-documents/{document_id:int}/withdrawal",
        _fixed("/desk/legal-documents/999/withdrawal"),
        PLANNERS,
        lambda p: {"reason": "Nhầm."},
        404,
    ),
    about(at.IN_PROGRESS, "POST", "/answer/autosave", UNIT, "thue", 200, **DRAFTED, version="0"),
    about(at.IN_PROGRESS, "POST", "/answer/unsaved", UNIT, "thue"),
    about(at.APPROVED, "GET", "/publication", COORDINATOR, "bhxh"),
    about(at.APPROVED, "POST", "/publication", COORDINATOR, "bhxh", version="1"),
    about(at.OFFERED, "GET", "/one-time-link", COORDINATOR, "nhnn"),
    about(at.OFFERED, "POST", "/one-time-link", COORDINATOR, "nhnn", 409, words="Mời trả lời."),
    about(at.ADMITTED, "POST", "/offer-on", COORDINATOR, "snv", 409, unit="0"),
    about(at.ADMITTED, "GET", "/naming", frozenset({"chair"}), "snv", 409),
    about(at.ADMITTED, "POST", "/naming", frozenset({"chair"}), "snv", 422, reason="Đúng chức năng."),
    about(at.IN_PROGRESS, "GET", "/transfer", COORDINATOR, "thue"),
    Door(
        "POST /desk/questions/{code:str}/transfer",
        lambda p: f"/desk/questions/{p.codes[at.IN_PROGRESS]}/transfer",
        COORDINATOR,
        lambda p: {"unit": p.units["SNV"], "reason": "Đúng chức năng."},
        lead="thue",
    ),
    about(at.OFFERED, "GET", "/unassignment", COORDINATOR, "nhnn"),
    about(at.OFFERED, "POST", "/unassignment", COORDINATOR, "nhnn", reason="Giao nhầm."),
    about(at.ADMITTED, "GET", "/reconsideration", COORDINATOR, "snv"),
    about(at.ADMITTED, "POST", "/reconsideration", COORDINATOR, "snv", reason="Xếp nhầm."),
    about(at.IN_REVIEW, "GET", "/recall", UNIT, "snnmt"),
    about(at.IN_REVIEW, "POST", "/recall", UNIT, "snnmt", reason="Thiếu số liệu."),
    about(at.APPROVED, "GET", "/recall", COORDINATOR | APPROVER, "bhxh"),
    about(at.PUBLISHED, "GET", "/removal", COORDINATOR, "thue"),
    about(at.PUBLISHED, "POST", "/removal", COORDINATOR, "thue", reason="Nêu tên người khác."),
    about(at.PUBLISHED, "POST", "/restoration", COORDINATOR, "thue", 409),
    Door(
        "GET /desk/questions/{code:str}/erasure",
        lambda p: f"/desk/questions/{p.sent_code}/erasure",
        COORDINATOR,
        lead="pc",
    ),
    Door(
        "POST /desk/questions/{code:str}/erasure",
        lambda p: f"/desk/questions/{p.sent_code}/erasure",
        COORDINATOR,
        lambda p: {"ruling": "erase"},
        lead="pc",
    ),
    about(at.IN_PROGRESS, "GET", "/urging", LEADERS | OVERSIGHT, "thue"),
    about(at.IN_PROGRESS, "POST", "/urging", LEADERS | OVERSIGHT, "thue", words="Đề nghị trả lời sớm."),
    about(at.IN_PROGRESS, "GET", "/apology", NOBODY, "thue"),
    about(
        at.IN_PROGRESS,
        "POST",
        "/apology",
        APPROVER,
        "thue",
        409,
        reason="Cần kiểm tra thêm.",
        new_date="2030-01-15",
        signer_title="Giám đốc",
    ),
    Door(
        "GET /desk/questions/{code:str}/apologies/{apology_id:int}/{kind:str}",
        lambda p: f"/desk/questions/{p.codes[at.PUBLISHED]}/apologies/{p.apology}/docx",
        INTAKE | UNIT,
        lead="thue",
    ),
    about(at.PUBLISHED, "GET", "/oversight", OVERSIGHT, "thue"),
    about(at.PUBLISHED, "POST", "/oversight", OVERSIGHT, "thue", kind="comment", body="Cần nói rõ thời hạn."),
    about(at.PUBLISHED, "GET", "/reopening", NOBODY, "thue"),
    about(at.PUBLISHED, "POST", "/reopening", COORDINATOR, "thue", 409, reply="refused", reason="Đã rõ."),
    about(at.PUBLISHED, "GET", "/answer-correction", UNIT, "thue"),
    about(
        at.PUBLISHED, "POST", "/answer-correction", UNIT, "thue", correction="Là ngày 15/9.", reason="Ghi nhầm ngày."
    ),
    about(at.PUBLISHED, "POST", "/answer-correction/ruling", APPROVER, "thue", 409, then="approve"),
    about(at.DISPUTED, "GET", "/ruling", COORDINATOR, "catp"),
    about(at.DISPUTED, "POST", "/ruling", COORDINATOR, "catp", ruling="upheld", reason="Đúng quy định."),
    about(at.SUBMITTED, "GET", "/similar", COORDINATOR, "stc"),
    about(at.SUBMITTED, "POST", "/recurrence", COORDINATOR, "stc", 404, earlier="CH-1999-0001"),
    about(at.SUBMITTED, "GET", "/recurrence/end", COORDINATOR, "stc"),
    about(at.SUBMITTED, "POST", "/recurrence/end", COORDINATOR, "stc", 409, reason="Việc khác."),
    about(at.SUBMITTED, "GET", "/splitting", COORDINATOR, "stc"),
    about(at.SUBMITTED, "POST", "/splitting", COORDINATOR, "stc", 422, summary_1="Khi nào có điện?"),
    about(at.SUBMITTED, "GET", "/merging", COORDINATOR, "stc"),
    about(at.SUBMITTED, "POST", "/merging", COORDINATOR, "stc", 422, code="CH-1999-0001"),
    about(at.IN_PROGRESS, "GET", "/more-information", COORDINATOR | SPEAKERS, "thue"),
    about(at.IN_PROGRESS, "POST", "/more-information", COORDINATOR | SPEAKERS, "thue", words="Thửa đất nào?"),
    about(at.IN_PROGRESS, "POST", "/asker-reply", COORDINATOR | SPEAKERS, "thue", 409, reply="Thửa 12."),
    about(at.SUBMITTED, "GET", "/asker-reply", COORDINATOR, "stc", 409),
    about(at.ADMITTED, "GET", "/referral", COORDINATOR, "snv"),
    about(at.ADMITTED, "POST", "/referral", COORDINATOR, "snv", addressee="Ban Tiếp công dân", guidance="Mời gửi đơn."),
    about(at.ADMITTED, "GET", "/forwarding", COORDINATOR, "snv"),
    about(at.ADMITTED, "POST", "/forwarding", COORDINATOR, "snv", 422, addressee="Bộ Tài chính"),
    about(at.ADMITTED, "GET", "/forward-reply", COORDINATOR, "snv", 409),
    about(at.ADMITTED, "POST", "/forward-reply", COORDINATOR, "snv", 422, answer="Đã trả lời."),
    about(at.SUBMITTED, "GET", "/appeal-refusal", COORDINATOR, "stc", 409),
    about(at.SUBMITTED, "POST", "/appeal-refusal", COORDINATOR, "stc", 409, reason="Đúng."),
    about(at.PUBLISHED, "GET", "/delivery", COORDINATOR | UNIT, "thue"),
    about(at.PUBLISHED, "POST", "/delivery", COORDINATOR | UNIT, "thue", way="phone", delivered_at=_when(-1)),
    Door("GET /desk/answers/{answer_id:int}", lambda p: f"/desk/answers/{p.answers[at.IN_REVIEW]}", UNIT, lead="snnmt"),
    Door(
        "GET /desk/answers/{answer_id:int}",
        lambda p: f"/desk/answers/{p.answers[at.APPROVED]}",
        UNIT | COORDINATOR | OVERSIGHT,
        lead="bhxh",
    ),
    Door(
        "GET /desk/answers/{answer_id:int}/versions",
        lambda p: f"/desk/answers/{p.answers[at.IN_REVIEW]}/versions",
        UNIT,
        lead="snnmt",
    ),
    Door(
        "POST /desk/answers/{answer_id:int}/approval",
        lambda p: f"/desk/answers/{p.answers[at.IN_REVIEW]}/approval",
        APPROVER,
        lambda p: {"version": "1", "signer_title": "Giám đốc"},
        lead="snnmt",
    ),
    Door(
        "POST /desk/answers/{answer_id:int}/return",
        lambda p: f"/desk/answers/{p.answers[at.IN_REVIEW]}/return",
        APPROVER,
        lambda p: {"version": "1", "comment": "Nêu rõ ngày."},
        lead="snnmt",
    ),
    Door(
        "POST /desk/answers/{answer_id:int}/comments",
        lambda p: f"/desk/answers/{p.answers[at.IN_REVIEW]}/comments",
        UNIT,
        lambda p: {"comment": "Nêu rõ ngày."},
        lead="snnmt",
    ),
)
PROMISES = (
    page("/desk/commitments", STAFF),
    Door("GET /desk/commitments/{code:str}", lambda p: f"/desk/commitments/{p.commitment}", STAFF, lead="snnmt"),
    Door(
        "POST /desk/commitments/{code:str}/acts/{act:str}",
        lambda p: f"/desk/commitments/{p.recorded}/acts/contest",
        APPROVER,
        lambda p: {"body": "Không hứa như vậy."},
        lead="snnmt",
    ),
    Door(
        "POST /desk/commitments/{code:str}/acts/{act:str}",
        lambda p: f"/desk/commitments/{p.commitment}/acts/ask_date",
        APPROVER,
        lambda p: {"body": "Chậm vốn.", "day": "2099-01-05"},
        lead="snnmt",
    ),
    Door(
        "POST /desk/commitments/{code:str}/acts/{act:str}",
        lambda p: f"/desk/commitments/{p.commitment}/acts/cancel",
        frozenset({"chair"}),
        lambda p: {"body": "Luật mới đã quy định."},
        lead="snnmt",
    ),
    Door(
        "POST /desk/commitments/{code:str}/acts/{act:str}",
        lambda p: f"/desk/commitments/{p.commitment}/acts/reassign",
        COORDINATOR,
        lambda p: {"body": "Sáp nhập.", "owner": p.units["STC"]},
        lead="snnmt",
    ),
    Door(
        "POST /desk/commitments/{code:str}/acts/{act:str}",
        lambda p: f"/desk/commitments/{p.commitment}/acts/urge",
        LEADERS | OVERSIGHT,
        lambda p: {"body": "Sắp hết hạn."},
        lead="snnmt",
    ),
    Door(
        "POST /desk/commitments/{code:str}/acts/{act:str}",
        lambda p: f"/desk/commitments/{p.commitment}/acts/grant_date",
        frozenset({"chair"}),
        lambda p: {"body": "Đồng ý."},
        status=409,
        lead="snnmt",
    ),
    Door(
        "POST /desk/commitments/{code:str}/acts/{act:str}",
        lambda p: f"/desk/commitments/{p.claimed}/acts/verify_part",
        COORDINATOR | OVERSIGHT,
        lambda p: {"body": "Còn thiếu."},
        lead="catp",
    ),
    Door(
        "POST /desk/commitments/{code:str}/acts/{act:str}",
        lambda p: f"/desk/commitments/{p.commitment}/acts/progress",
        UNIT,
        lambda p: {"body": "Đã rà soát."},
        lead="snnmt",
    ),
    Door(
        "POST /desk/commitments/{code:str}/acts/{act:str}",
        lambda p: f"/desk/commitments/{p.commitment}/acts/claim",
        APPROVER,
        lambda p: {"body": "Đã xong.", "evidence": "Văn bản số 1"},
        lead="snnmt",
    ),
    Door(
        "POST /desk/commitments/{code:str}/acts/{act:str}",
        lambda p: f"/desk/commitments/{p.claimed}/acts/verify",
        COORDINATOR | OVERSIGHT,
        lead="catp",
    ),
    Door(
        "POST /desk/commitments/{code:str}/acts/{act:str}",
        lambda p: f"/desk/commitments/{p.claimed}/acts/send_back",
        COORDINATOR | OVERSIGHT,
        lambda p: {"body": "Thiếu minh chứng."},
        lead="catp",
    ),
)
SPENT = "guessed-guessed-guessed-guessed-guessed-guess"
# Passkeys need a name over https and a provider its settings: this site has neither, so those doors lead nowhere.
ACCOUNTS = (
    page("/sign-in/link", EVERYBODY),
    Door("POST /sign-in/link", _fixed("/sign-in/link"), EVERYBODY, lambda p: {"email": "a@b.example"}),
    Door("GET /sign-in/link/{token:str}", _fixed(f"/sign-in/link/{SPENT}"), EVERYBODY, status=409),
    Door("POST /sign-in/link/{token:str}", _fixed(f"/sign-in/link/{SPENT}"), EVERYBODY, status=409),
    page("/sign-in/password", EVERYBODY),
    Door("POST /sign-in/password", _fixed("/sign-in/password"), EVERYBODY, lambda p: {"email": "a@b.example"}),
    Door("GET /sign-in/password/{token:str}", _fixed(f"/sign-in/password/{SPENT}"), EVERYBODY, status=409),
    Door("POST /sign-in/password/{token:str}", _fixed(f"/sign-in/password/{SPENT}"), EVERYBODY, status=409),
    page("/sign-in/sent", EVERYBODY),
    page("/sign-in/second", EVERYBODY, status=303),
    Door("POST /sign-in/second", _fixed("/sign-in/second"), EVERYBODY, lambda p: {"code": "123456"}),
    Door("POST /sign-in/passkey", _fixed("/sign-in/passkey"), NOBODY),
    Door("POST /sign-in/passkey/challenge", _fixed("/sign-in/passkey/challenge"), NOBODY),
    Door("POST /sign-in/passkey/second", _fixed("/sign-in/passkey/second"), NOBODY),
    page("/sign-in/provider", NOBODY),
    page("/sign-in/provider/callback", NOBODY, "/sign-in/provider/callback?code=x&state=y"),
    page("/me/second-factor", SIGNED_IN),
    Door("POST /me/second-factor", _fixed("/me/second-factor"), SIGNED_IN, lambda p: {"code": "123456"}, 422),
    Door("POST /me/second-factor/remove", _fixed("/me/second-factor/remove"), NOBODY),
    Door("POST /me/second-factor/codes", _fixed("/me/second-factor/codes"), NOBODY),
    Door("POST /me/passkeys", _fixed("/me/passkeys"), NOBODY),
    Door("POST /me/passkeys/challenge", _fixed("/me/passkeys/challenge"), NOBODY),
    Door("POST /me/passkeys/{passkey_id:int}/remove", _fixed("/me/passkeys/2147483647/remove"), NOBODY),
    page("/me/deputies", SIGNED_IN),
    Door("POST /me/deputies", _fixed("/me/deputies"), SIGNED_IN, status=422),
    Door(
        "POST /me/deputies/{row_id:int}/end",
        lambda p: f"/me/deputies/{p.deputy}/end",
        ADMIN | {"approver", "drafter"},
    ),
    Door("GET /office/people/{person_id:int}/deputies", lambda p: f"/office/people/{p.drafter}/deputies", ADMIN),
    Door(
        "POST /office/people/{person_id:int}/deputies",
        lambda p: f"/office/people/{p.drafter}/deputies",
        ADMIN,
        status=422,
    ),
    Door(
        "POST /office/invitations/{invitation_id:int}/again",
        lambda p: f"/office/invitations/{p.invitation}/again",
        ADMIN,
    ),
    Door("GET /office/people/{person_id:int}/leave", lambda p: f"/office/people/{p.drafter}/leave", ADMIN),
    Door(
        "POST /office/people/{person_id:int}/second-factor/remove",
        lambda p: f"/office/people/{p.drafter}/second-factor/remove",
        NOBODY,
    ),
    Door(
        "POST /office/people/{person_id:int}/deputies/{row_id:int}/end",
        lambda p: f"/office/people/{p.drafter}/deputies/{p.deputy}/end",
        ADMIN,
    ),
)
DOORS: tuple[Door, ...] = ACCOUNTS + PUBLIC + OWN + OFFICE + SETTINGS + FORUMS + QUESTIONS + PROMISES
