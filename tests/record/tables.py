"""The record's tables as anyone with SQLite reads them, and the one act on them that has no command yet: erasing a key.

docs/formats/event.md says what lies where; this is a second reader of it, written from that page.
"""
import contextlib
import datetime
import pathlib
import sqlite3

HANDLE = 16
NONE = bytes(HANDLE)


@contextlib.contextmanager
def opened(data: pathlib.Path, writing: bool = False):
    connection = sqlite3.connect(f"file:{data}/record.sqlite?mode={'rw' if writing else 'ro'}", uri=True)
    try:
        with connection:
            yield connection
    finally:
        connection.close()


def views(data: pathlib.Path) -> dict[str, list[tuple]]:
    """Every row of every view's tables, in the order in which they lie."""
    with opened(data) as sql:
        tables = [name for listed, in sql.execute("SELECT tables FROM views") for name in listed.split()]
        return {name: rows_of(sql, name) for name in sorted(tables)}


def rows_of(sql: sqlite3.Connection, name: str) -> list[tuple]:
    """As they lie; of an index for searching, which keeps no rows, every word with its place."""
    how, = sql.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()
    if "USING fts5" not in how:
        return sql.execute(f"SELECT * FROM {name}").fetchall()
    sql.execute(f"CREATE VIRTUAL TABLE temp.words_{name} USING fts5vocab('main', '{name}', 'instance')")
    return sql.execute(f"SELECT term, doc, col FROM temp.words_{name} ORDER BY term, doc, col").fetchall()


def journal(data: pathlib.Path) -> list[tuple]:
    with opened(data) as sql:
        return sql.execute("SELECT * FROM events ORDER BY idx").fetchall()


def laid(rows: list[tuple], clock: str) -> list[tuple]:
    """Of a journal, what was recorded before the clock with which its sample was first served."""
    start = datetime.datetime.fromisoformat(clock).timestamp() * 1000
    return [row for row in rows if recorded(row[3]) < start]


def recorded(entry: bytes) -> int:
    """Milliseconds since 1970: behind the subject come the claimed time and the recorded one."""
    at = 2 + entry[1] + HANDLE + 8 + HANDLE + 8
    return int.from_bytes(entry[at:at + 8], "big")


def type_and_subject(entry: bytes) -> tuple[str, bytes]:
    """Of an entry: format version, length, type, stream (16), version (8), subject (16), and more."""
    length = entry[1]
    subject = 2 + length + HANDLE + 8
    return entry[2:2 + length].decode(), entry[subject:subject + HANDLE]


def keys_of_subject(data: pathlib.Path, subject: bytes) -> set[bytes]:
    with opened(data) as sql:
        rows = sql.execute("SELECT entry, key FROM events").fetchall()
    return {key for entry, key in rows if type_and_subject(entry)[1] == subject and key != NONE}


def destroy(data: pathlib.Path, keys: set[bytes]) -> None:
    """The wrapped key goes, its row stays: destroyed is not lost."""
    with opened(data, writing=True) as sql:
        for key in keys:
            changed = sql.execute("UPDATE keys SET wrapped = x'' WHERE id = ?", (key,)).rowcount
            assert changed == 1, "an event names a key that has no row"


def handle_of(data: pathlib.Path, code: str) -> bytes:
    with opened(data) as sql:
        return sql.execute("SELECT handle FROM dossiers WHERE code = ?", (code,)).fetchone()[0]


def tear_a_skeleton(data: pathlib.Path, index: int) -> None:
    """One bit, as a disk does it: past the triggers that keep every program of SQLite from it."""
    with opened(data, writing=True) as sql:
        sql.execute("DROP TRIGGER events_do_not_change")
        skeleton = bytearray(sql.execute("SELECT skeleton FROM events WHERE idx = ?", (index,)).fetchone()[0])
        skeleton[-1] ^= 1
        sql.execute("UPDATE events SET skeleton = ? WHERE idx = ?", (bytes(skeleton), index))
