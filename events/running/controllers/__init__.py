"""The pages of a running forum."""

from events.running.controllers.mending import MendingController
from events.running.controllers.room import RoomController, end_session

ROOM = (RoomController, MendingController, end_session)
