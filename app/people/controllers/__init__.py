"""The pages about accounts, people and units."""

from app.people.controllers.deputies import DeputiesController
from app.people.controllers.invitations import InvitationController
from app.people.controllers.mailed import PasswordLinkController, SignInLinkController, show_sent
from app.people.controllers.me import MeController
from app.people.controllers.office_deputies import OfficeDeputiesController
from app.people.controllers.office_leaving import OfficeLeavingController
from app.people.controllers.office_people import OfficePeopleController
from app.people.controllers.office_waiting import OfficeWaitingController
from app.people.controllers.passkeys import OwnPasskeysController, PasskeySignInController
from app.people.controllers.provider import come_back, go_to_provider
from app.people.controllers.second_factor import SecondFactorController
from app.people.controllers.second_step import SecondStepController
from app.people.controllers.signing import (
    SignInController,
    sign_out,
    sign_out_everywhere,
)

HANDLERS = (
    SignInController,
    SignInLinkController,
    PasswordLinkController,
    show_sent,
    SecondStepController,
    PasskeySignInController,
    go_to_provider,
    come_back,
    sign_out,
    sign_out_everywhere,
    InvitationController,
    MeController,
    DeputiesController,
    SecondFactorController,
    OwnPasskeysController,
    OfficePeopleController,
    OfficeDeputiesController,
    OfficeLeavingController,
    OfficeWaitingController,
)
