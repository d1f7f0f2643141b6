"""How long the minutes of a hundred questions take as DOCX and as PDF, in a process that has drawn none before."""

import asyncio
import json
import subprocess
import sys
import time


def measure() -> dict[str, float]:
    """Seconds by kind."""
    done = subprocess.run([sys.executable, "-m", "tests.bench.papers"], stdout=subprocess.PIPE, check=True)
    seconds: dict[str, float] = json.loads(done.stdout)
    return seconds


async def _draw() -> dict[str, float]:
    from exports.documents.docx import render_docx
    from exports.documents.minutes import minutes
    from exports.documents.pdf import render_pdf
    from tests.exports.papers import large_forum

    facts = large_forum()
    begun = time.perf_counter()
    render_docx(minutes(facts))
    drawn = time.perf_counter()
    await render_pdf(minutes(facts))
    return {"docx": drawn - begun, "pdf": time.perf_counter() - drawn}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_draw())))
