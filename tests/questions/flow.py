"""The life of a question, read a second time from the description of the office's work, and not from the code.

One line is one step: where the question stands, what is done, by whom, where it stands then. `QUESTION_STEPS` and
`ANSWER_STEPS` are all there are; whatever is not in a line must be refused.
"""

from typing import NamedTuple


class Step(NamedTuple):
    state: str
    act: str
    who: str
    then: str


def _steps(text: str) -> tuple[Step, ...]:
    return tuple(Step(*line.split()) for line in text.splitlines() if line.strip())


# coordinator: of the organising unit. other: a coordinator who did not reject it. unit: focal point or leader of the
# lead unit. desk: coordinator or unit. ruler: a coordinator who is not of the unit that answered. chair: of the
# forum, once two units gave it back. asker: by the secret link. clock: the program by itself.
QUESTION_STEPS = _steps("""
    submitted    admit         coordinator  admitted
    submitted    ask           coordinator  needs_info
    submitted    reject        coordinator  rejected
    submitted    refer         coordinator  referred
    submitted    merge         coordinator  merged
    submitted    split         coordinator  split
    submitted    withdraw      asker        withdrawn
    needs_info   inform        asker        submitted
    needs_info   inform        coordinator  submitted
    needs_info   inform_unit   asker        in_progress
    needs_info   inform_unit   desk         in_progress
    needs_info   lapse         clock        withdrawn
    needs_info   withdraw      asker        withdrawn
    rejected     appeal        asker        appealed
    rejected     reconsider    coordinator  submitted
    appealed     admit         other        admitted
    appealed     uphold        other        rejected
    appealed     withdraw      asker        withdrawn
    admitted     refer         coordinator  referred
    admitted     forward       coordinator  forwarded
    admitted     offer         coordinator  offered
    admitted     name_unit     chair        in_progress
    admitted     merge         coordinator  merged
    admitted     split         coordinator  split
    admitted     reconsider    coordinator  submitted
    admitted     withdraw      asker        withdrawn
    merged       reconsider    coordinator  submitted
    merged       withdraw      asker        withdrawn
    referred     reconsider    coordinator  submitted
    forwarded    record_reply  coordinator  forwarded
    forwarded    reconsider    coordinator  submitted
    offered      accept        unit         in_progress
    offered      decline       unit         admitted
    offered      transfer      coordinator  offered
    offered      unassign      coordinator  admitted
    offered      withdraw      asker        withdrawn
    in_progress  ask           desk         needs_info
    in_progress  transfer      coordinator  offered
    in_progress  unassign      coordinator  admitted
    in_progress  withdraw      asker        withdrawn
    in_progress  answer        coordinator  answered
    answered     dispute       asker        disputed
    answered     close         clock        closed
    answered     reopen        ruler        in_progress
    closed       reopen        ruler        in_progress
    disputed     stand_by      ruler        closed
    disputed     reopen        ruler        in_progress
""")

# writer: focal point, drafter or leader of the unit. leader: of the unit or of the unit above. second: a leader who
# did not write it. taker: the unit while it waits for its leader, then a leader or a coordinator. clearer: of the
# chair's office, who neither wrote nor approved it; only where the question is flagged.
ANSWER_STEPS = _steps("""
    drafting       submit_for_review  writer       agency_review
    agency_review  return             leader       drafting
    agency_review  approve            second       approved
    agency_review  pass_on            second       clearance
    agency_review  recall             taker        drafting
    clearance      clear              clearer      approved
    clearance      return             clearer      drafting
    clearance      skip_clearance     coordinator  approved
    clearance      recall             taker        drafting
    approved       recall             taker        drafting
    approved       publish            coordinator  published
    approved       schedule           coordinator  scheduled
    scheduled      publish            coordinator  published
    scheduled      unschedule         coordinator  approved
    scheduled      recall             taker        drafting
    published      take_down          coordinator  taken_down
    taken_down     put_back           coordinator  published
""")
