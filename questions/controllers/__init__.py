"""The pages about questions and promises."""

from questions.commitments.controllers.public import CommitmentsController
from questions.controllers.answer_correcting import CorrectionController
from questions.controllers.apologising import ApologyController
from questions.controllers.approval import ApprovalController
from questions.controllers.assignment import AssignmentController
from questions.controllers.clocks import ClockController
from questions.controllers.desk import DeskController
from questions.controllers.drafting import DraftingController
from questions.controllers.files import AttachmentController, ReleaseController
from questions.controllers.followers import FollowController
from questions.controllers.hooks import HooksController
from questions.controllers.imports import ImportController
from questions.controllers.intake import IntakeController
from questions.controllers.moderation import ModerationController
from questions.controllers.opinions import OpinionController, TrackedOpinionController
from questions.controllers.outgoing import OutgoingController
from questions.controllers.overseeing import OversightController
from questions.controllers.own import OwnQuestionController
from questions.controllers.public import EventQuestionsController, QuestionsController
from questions.controllers.publication import PublicationController
from questions.controllers.ruling import RulingController
from questions.controllers.tracking import LookUpController, TrackingController
from questions.controllers.triage import TriageController
from questions.controllers.undoing import UndoController
from questions.controllers.work import my_work

PUBLIC = (
    AttachmentController,
    TrackingController,
    TrackedOpinionController,
    OwnQuestionController,
    OpinionController,
    LookUpController,
    FollowController,
    EventQuestionsController,
    QuestionsController,
    CommitmentsController,
)

DESK = (
    my_work,
    DeskController,
    ModerationController,
    AssignmentController,
    DraftingController,
    ApprovalController,
    PublicationController,
    UndoController,
    ClockController,
    ApologyController,
    OutgoingController,
    HooksController,
    RulingController,
    ReleaseController,
    OversightController,
    TriageController,
    CorrectionController,
    IntakeController,
    ImportController,
)
