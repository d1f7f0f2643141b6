"""What kinds of units there are; rules ask for the kind, never for a unit's name."""

from enum import StrEnum

from app.i18n import Sentence
from app.i18n import Sentence as _


class UnitKind(StrEnum):
    DEPARTMENT = "so"
    COMMUNE = "xa"
    VERTICAL = "nganh_doc"
    ORGANISATION = "doan_the"
    OTHER = "khac"

    @property
    def takes_orders(self) -> bool:
        """The city's own units are given work (giao); all others are asked for it (đề nghị)."""
        return self in {UnitKind.DEPARTMENT, UnitKind.COMMUNE}


KIND_NAMES: dict[UnitKind, Sentence] = {
    UnitKind.DEPARTMENT: _("Department of the city or province"),
    UnitKind.COMMUNE: _("Commune or ward"),
    UnitKind.VERTICAL: _("Central vertical agency"),
    UnitKind.ORGANISATION: _("Political or social organisation"),
    UnitKind.OTHER: _("Other unit"),
}
