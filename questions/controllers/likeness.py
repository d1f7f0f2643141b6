"""What a coordinator sees beside a question: others like it, with a score and why."""

from typing import Any

from litestar import Controller, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.errors import NotAllowed
from app.web.pages import page
from app.web.posted import AnyRequest
from questions import policy, reading
from questions.controllers.desk_page import NAMES, question_for
from questions.looks import LOOKS
from questions.merging.policy import TAKES_IN
from questions.recurring.counting import is_linked
from questions.recurring.policy import NOT_A_MATTER
from questions.similar.duplicates import like_questions
from questions.similar.supporting import supports_of
from questions.states import QuestionAct


class LikenessController(Controller):
    path = "/desk/questions/{code:str}/similar"
    opt = {"access": Access.STAFF}

    @get()
    async def show(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        if not policy.coordinates(viewer, question):
            raise NotAllowed(policy.COORDINATOR_ONLY)
        view = await reading.question_view(question, viewer)
        similar = await like_questions(question, viewer)
        is_free = question.state not in NOT_A_MATTER and not await is_linked(question.id)
        may_merge = policy.why_not(QuestionAct.MERGE, viewer, question) is None
        return page(
            request,
            "questions/desk/similar.html",
            "questions/desk/_similar.html",
            question=view,
            similar=similar,
            may_join=[
                each.code
                for each in similar
                if may_merge and each.state in TAKES_IN and each.organiser_id == question.organiser_id
            ],
            may_link=[
                each.code
                for each in similar
                if is_free and each.event_id != question.event_id and each.happened_at < view.happened_at
            ],
            supports=await supports_of(question.id),
            looks=LOOKS,
            problems={},
            labels={},
            **NAMES,
        )
