"""What a study says, as one digest, with and without what stands beside it."""
import hashlib
import pathlib
import shutil
import sqlite3

STATES: dict[bytes, str] = {}


def state(study: pathlib.Path) -> str:
    """A digest of all that the study says; 'damaged: …' where it is not whole. The same bytes are looked at once."""
    content = hashlib.sha256(study.read_bytes())
    wal = pathlib.Path(f"{study}-wal")
    if wal.exists() and wal.stat().st_size > 0:
        content.update(b"wal" + wal.read_bytes())
    key = content.digest()
    if key not in STATES:
        STATES[key] = state_by_sqlite(study)
    return STATES[key]


def state_by_sqlite(study: pathlib.Path) -> str:
    digest = hashlib.sha256()
    try:
        with sqlite3.connect(study) as db:
            for problem, in db.execute("PRAGMA integrity_check"):
                if problem != "ok":
                    return f"damaged: {problem}"
            if db.execute("PRAGMA foreign_key_check").fetchone():
                return "damaged: foreign keys"
            tables = db.execute("SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name").fetchall()
            digest.update(repr(tables).encode())
            digest.update(repr([db.execute(f"PRAGMA {name}").fetchone() for name in ("user_version", "application_id")]).encode())
            for name, sql in tables:
                if (sql or "").startswith("CREATE TABLE") and not name.startswith(("fulltext", "page")):
                    for row in db.execute(f'SELECT * FROM "{name}"'):
                        digest.update(repr(row).encode())
            digest.update(repr(db.execute("SELECT count(*) FROM fulltext_docsize").fetchone()).encode())
    except sqlite3.DatabaseError as error:
        return f"damaged: {error}"
    finally:
        db.close()
    return digest.hexdigest()


def copied(study: pathlib.Path, folder: pathlib.Path, with_wal: bool) -> pathlib.Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    copy = folder / study.name
    shutil.copyfile(study, copy)
    for suffix in ("-wal", "-journal"):
        beside = pathlib.Path(f"{study}{suffix}")
        if with_wal and beside.exists():
            shutil.copyfile(beside, f"{copy}{suffix}")
    return copy
