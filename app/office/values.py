"""What the office decides, between its forms and its acts."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SiteValues:
    """`colour` is "" or like "#0a4d8c"; empty texts mean what ships with the program."""

    name: str = ""
    colour: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    second_factor_required: bool = False
