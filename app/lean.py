"""Imported first by the server: structlog without rich.

structlog loads rich for the colours of a console whenever it finds it, 40 ms of each start and 3 MB, for a
server that writes JSON. Here it is kept from finding it; whoever else wants rich may have it.
"""

import sys

if "structlog" not in sys.modules and "rich" not in sys.modules:
    sys.modules["rich"] = None  # type: ignore[assignment]  # the language's own way to say that there is none
    import structlog  # noqa: F401

    del sys.modules["rich"]
