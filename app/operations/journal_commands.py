"""The commands about the journal."""

import argparse

from app.i18n import Sentence as _


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    journal = commands.add_parser("journal", help=str(_("check that the journal was not rewritten")))
    acts = journal.add_subparsers(metavar=str(_("COMMAND")), required=True)
    verify = acts.add_parser("verify", help=str(_("make every hash anew and name the first entry that was changed")))
    verify.add_argument(
        "--hash", default="", metavar=str(_("HASH")), help=str(_("one more hash to find, of a letter or receipt"))
    )
    verify.set_defaults(run=run_verify)
    seal = acts.add_parser("seal", help=str(_("seal what is not sealed yet, as the worker does")))
    seal.set_defaults(run=run_seal)


async def run_verify(given: argparse.Namespace) -> int:
    """0 when everything agrees, else 1."""
    from app.journal.verifying import verify

    verdict = await verify("".join(given.hash.split()).lower())
    if verdict.broken:
        print(verdict.broken)
    else:
        sentence = _("%(entries)s entries are as they were sealed, and %(anchors)s anchors are found among them.")
        sentence.values.update(entries=verdict.sealed, anchors=verdict.anchors)
        print(sentence)
        print(_("The last hash: %(hash)s", hash=verdict.head))
    if verdict.waiting:
        print(_("%(count)s entries are not sealed yet.", count=verdict.waiting))
    if verdict.found is not None:
        print(_("The given hash is in the chain.") if verdict.found else _("The given hash is not in the chain."))
    return 0 if verdict.is_sound else 1


async def run_seal(_given: argparse.Namespace) -> int:
    from app.clock import now
    from app.journal.sealing import seal

    print(_("%(count)s entries were sealed.", count=await seal(now())))
    return 0
