"""Letters to staff about a question go through one door, which knows from whom a report on officials is hidden."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
READING = "app.people.queries"
# By name and by address: each is a way to somebody of the staff.
WAYS = {"readers", "members", "person", "person_by_email"}
DOOR = "questions/staff_readers.py"
ALLOWED = {
    "questions/bases/register.py": "a replaced document and how many answers cite it; no question is named",
    "questions/commitments/deciding.py": "`tell` leaves out those from whom the promise is hidden",
    "questions/commitments/objecting.py": "by `deciding.tell`",
    "questions/digest/sending.py": "puts letters together that were written already",
    "questions/one_time/sending.py": "asks whether a unit has accounts",
}


def ways_taken(path: Path) -> set[str]:
    """What a module takes from the reading of people, or the address of somebody straight from the table."""
    taken: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module == READING:
            taken |= {alias.name for alias in node.names} & WAYS
        elif isinstance(node, ast.ImportFrom) and node.module == "app.people":
            taken |= {READING for alias in node.names if alias.name == "queries"}
        elif isinstance(node, ast.Import):
            taken |= {alias.name for alias in node.names if alias.name == READING}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            sql = node.value
            if ("SELECT email" in sql and "FROM person" in sql) or "person.email" in sql:
                taken.add(sql)
    return taken


def test_no_letter_about_a_question_goes_to_staff_past_the_door() -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / "questions").rglob("*.py"))
        if "piccolo_migrations" not in path.parts and ways_taken(path)
    }
    assert found == {DOOR, *ALLOWED}, "use questions/staff_readers.py, or say here why it is no such letter"
