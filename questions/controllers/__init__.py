"""The pages about questions and promises."""

from questions.commitments.controllers.public import CommitmentsController
from questions.controllers.answer_correcting import CorrectionController
from questions.controllers.apologising import ApologyController
from questions.controllers.approval import ApprovalController
from questions.controllers.assignment import AssignmentController
from questions.controllers.autosaving import AutosaveController
from questions.controllers.bases import BasisReviewController, LegalDocumentController
from questions.controllers.bulk import BulkController
from questions.controllers.clearance import ClearanceFlagController, ClearingController
from questions.controllers.clocks import ClockController
from questions.controllers.contact_log import contact_openings
from questions.controllers.desk import DeskController
from questions.controllers.drafting import DraftingController
from questions.controllers.erasure import ErasureController
from questions.controllers.files import AttachmentController, ReleaseController
from questions.controllers.followers import FollowController
from questions.controllers.hooks import HooksController
from questions.controllers.imports import ImportController
from questions.controllers.intake import IntakeController
from questions.controllers.likeness import LikenessController
from questions.controllers.merging import MergingController
from questions.controllers.moderation import ModerationController
from questions.controllers.moving_on import MovingOnController
from questions.controllers.one_time import LinkController, ReplyController
from questions.controllers.opinions import OpinionController, TrackedOpinionController
from questions.controllers.outgoing import OutgoingController
from questions.controllers.overseeing import OversightController
from questions.controllers.own import OwnQuestionController
from questions.controllers.own_data import ConfirmEmailController, OwnDataController
from questions.controllers.parts import PartAskingController, PartController
from questions.controllers.public import EventQuestionsController, QuestionsController
from questions.controllers.publication import PublicationController
from questions.controllers.recurring import RecurringController
from questions.controllers.ruling import RulingController
from questions.controllers.similar import SimilarController, SupportController
from questions.controllers.splitting import SplittingController
from questions.controllers.superseding import SupersedingController
from questions.controllers.tracking import LookUpController, TrackingController
from questions.controllers.triage import TriageController
from questions.controllers.undoing import UndoController
from questions.controllers.versions import VersionController
from questions.controllers.work import my_work

PUBLIC = (
    AttachmentController,
    TrackingController,
    TrackedOpinionController,
    OwnQuestionController,
    OwnDataController,
    ConfirmEmailController,
    OpinionController,
    ReplyController,
    LookUpController,
    FollowController,
    EventQuestionsController,
    QuestionsController,
    SimilarController,
    SupportController,
    CommitmentsController,
)

DESK = (
    my_work,
    DeskController,
    BulkController,
    ModerationController,
    LikenessController,
    MergingController,
    SplittingController,
    RecurringController,
    AssignmentController,
    DraftingController,
    PartAskingController,
    PartController,
    AutosaveController,
    VersionController,
    MovingOnController,
    ClearanceFlagController,
    ClearingController,
    SupersedingController,
    LegalDocumentController,
    BasisReviewController,
    LinkController,
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
    contact_openings,
    ErasureController,
    TriageController,
    CorrectionController,
    IntakeController,
    ImportController,
)
