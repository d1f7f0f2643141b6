"""The pages about questions and promises."""

from questions.commitments.controllers.public import CommitmentsController
from questions.controllers.public import EventQuestionsController, QuestionsController
from questions.controllers.tracking import LookUpController, TrackingController

PUBLIC = (
    TrackingController,
    LookUpController,
    EventQuestionsController,
    QuestionsController,
    CommitmentsController,
)
