"""The pages of a running forum."""

from events.running.controllers.room import RoomController, end_session

ROOM = (RoomController, end_session)
