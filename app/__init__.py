"""The roof (server, command line, demo) and the ground the features stand on.

The SQLite that comes with many systems (before 3.51.3) can damage a WAL database in a rare race, so the
newer one of the pysqlite3 wheel takes its name, before Piccolo is imported and registers its types with it.
"""

import sys

if "piccolo.engine.sqlite" not in sys.modules:
    try:
        import pysqlite3
    except ImportError:
        pass  # no wheel for this system: its own SQLite, which one writer keeps out of that race
    else:
        sys.modules["sqlite3"] = pysqlite3
        sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
