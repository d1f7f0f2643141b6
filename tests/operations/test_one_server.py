"""A SQLite file takes one server: a second one refuses and says why."""

from pathlib import Path

import httpx

from tests.cli.running import SECRET, doithoai
from tests.operations.processes import serving


def test_a_second_server_on_a_sqlite_file_refuses_and_says_why(new_sqlite: str, tmp_path: Path):
    with serving(DATABASE_URL=new_sqlite) as port:
        done = doithoai("serve", "--port", 0, DATABASE_URL=new_sqlite, SECRET_KEY=SECRET)
        assert (done.returncode, done.stdout) == (1, "")
        assert "already serves" in done.stderr
        assert "PostgreSQL" in done.stderr
        assert httpx.get(f"http://127.0.0.1:{port}/readyz").status_code == 200
        beside = doithoai("backup", tmp_path / "b.tar.gz", DATABASE_URL=new_sqlite)
        assert beside.returncode == 0, "commands may run beside a server"
    with serving(DATABASE_URL=new_sqlite) as port:
        assert httpx.get(f"http://127.0.0.1:{port}/readyz").text == "ok"


def test_two_servers_may_share_a_postgresql_database(new_postgres: str):
    with serving(DATABASE_URL=new_postgres) as one, serving(DATABASE_URL=new_postgres) as other:
        for port in (one, other):
            assert httpx.get(f"http://127.0.0.1:{port}/readyz").text == "ok"
