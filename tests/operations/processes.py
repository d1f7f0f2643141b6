"""Real processes of the program, and what they answer."""

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from tests.cli.running import ROOT, SECRET, command, environment


@contextmanager
def started(*arguments: object, **settings: str) -> Iterator[subprocess.Popen[str]]:
    """A command that goes on; ended at the end, in order."""
    given = environment(SECRET_KEY=SECRET, **settings)
    with subprocess.Popen(
        command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT, env=given
    ) as process:
        try:
            yield process
        finally:
            process.terminate()
            process.wait(timeout=15)


@contextmanager
def serving(**settings: str) -> Iterator[int]:
    """A server at a free port; its port."""
    with started("serve", "--port", 0, **settings) as process:
        assert process.stdout
        found = re.search(r":(\d+)$", process.stdout.readline().strip())
        assert found
        yield int(found[1])
