"""Looks at exported tables with Frictionless and pandas; prints `[holds, what]` as JSON, a line for each check.

usage: datapackage_reader.py FOLDER=STUDY… FOLDER!ERROR…
A folder with a study must be valid and hold what the study holds; one with the name of an error must have that error.
"""
import json
import pathlib
import sqlite3
import sys

import pandas
from frictionless import system, validate

ANSWER = ("coalesce(s.name, u.name || '/' || n.name || '/' || q.name || CASE WHEN s.instance > 1 THEN '[' || s.instance || ']' ELSE '' END)")
JOINS = "LEFT JOIN respondent n ON n.id = s.respondent LEFT JOIN survey u ON u.id = n.survey LEFT JOIN question q ON q.id = s.question"
#: What a table's rows are in the study file.
ROWS = {
    "actor_aliases": "actorAlias", "actor_attributes": "actorAttributeValue", "actor_kinds": "actorKind", "actors": "actor",
    "answer_memos": "memo WHERE respondent IS NOT NULL", "answers": "source WHERE kind = 'answer'", "case_attributes": "attributeValue", "cases": '"case"',
    "cases_wide": '"case"', "code_findings": "codeFinding", "code_texts": "codeText", "coders": "coder WHERE id IN (SELECT coder FROM coding UNION SELECT coder FROM memo UNION SELECT coder FROM mention UNION SELECT coder FROM tie)", "codes": "code", "codings": "coding",
    "findings": "finding", "memos": "memo WHERE respondent IS NULL", "mentions": "mention WHERE NOT isRejected", "occurrences": "occurrence", "queries": "savedQuery",
    "questions": "question", "rejected_mentions": "mention WHERE isRejected", "respondents": "respondent", "responses": "response", "revisions": "revision",
    "sources": "source", "speakers": "speaker", "surveys": "survey", "tie_evidence": "evidence", "tie_kinds": "tieKind", "ties": "tie",
    "turns": "speakerTurn t WHERE t.revision IN (SELECT max(id) FROM revision GROUP BY source)", "value_labels": "valueLabel",
}
#: Cells of a table, sorted, as the study file holds them.
CELLS = {
    ("codes", ("code", "place", "codable")): "SELECT name, place, isCodable FROM code",
    ("cases", ("case",)): 'SELECT name FROM "case"',
    ("actors", ("actor", "place")): "SELECT name, placeName FROM actor",
    ("code_texts", ("code", "field", "text")): "SELECT c.name, x.field, x.text FROM codeText x JOIN code c ON c.id = x.code",
    ("memos", ("title", "text", "coder")): "SELECT nullif(title, ''), text, o.name FROM memo m JOIN coder o ON o.id = m.coder WHERE respondent IS NULL",
    ("ties", ("strength", "sign", "directed")): "SELECT strength, sign, isDirected FROM tie",
    ("revisions", ("revision", "characters", "duration_ms")): "SELECT number, length, durationMs FROM revision",
    ("respondents", ("respondent", "row", "complete")): "SELECT name, row, isComplete FROM respondent",
    ("sources", ("source", "kind")): f"SELECT {ANSWER}, s.kind FROM source s {JOINS}",
    ("codings", ("source", "lower", "upper", "quote", "code", "coder", "weight", "time")): f"""
        SELECT {ANSWER}, p.lower, p.upper, substr(r.text, p.lower + 1, p.upper - p.lower), c.name, o.name, k.weight, k.time FROM coding k
        JOIN passage p ON p.id = k.passage JOIN revision r ON r.id = p.revision JOIN source s ON s.id = r.source {JOINS}
        JOIN code c ON c.id = k.code JOIN coder o ON o.id = k.coder""",
}
TYPES = {"integer": "Int64", "number": "float64", "boolean": "boolean"}
CLASSES = {"integer": {"integer"}, "number": {"numeric"}, "boolean": {"logical"}, "date": {"Date"}, "datetime": {"POSIXct"}, "time": {"hms"}}


def say(holds, what: str):
    print(json.dumps([bool(holds), what], ensure_ascii=True))


def read(folder: pathlib.Path, resource: dict) -> pandas.DataFrame:
    """The table with the types of its descriptor."""
    fields = resource["schema"]["fields"]
    decimal = next((field["decimalChar"] for field in fields if "decimalChar" in field), ".")
    table = pandas.read_csv(
        folder / resource["path"], sep=resource["dialect"]["delimiter"], decimal=decimal, encoding="utf-8-sig", keep_default_na=False, na_values=[""],
        dtype={field["name"]: TYPES.get(field["type"], "string") for field in fields})
    for field in fields:
        if field["type"] in ("date", "datetime"):
            form = field.get("format", "%Y-%m-%d" if field["type"] == "date" else "%Y-%m-%dT%H:%M:%SZ")
            table[field["name"]] = pandas.to_datetime(table[field["name"]], format=form)
    return table


def plain(value, excel: bool):
    """A cell as Python has it, and the study file."""
    if pandas.isna(value):
        return None
    if isinstance(value, pandas.Timestamp):
        return value.to_pydatetime().isoformat()
    value = value.item() if hasattr(value, "item") else value
    if excel and isinstance(value, str) and value[:2] in ("'=", "'+", "'-", "'@", "'\t", "'\r"):
        return value[1:]
    return value


def held(value, of: str):
    """A value of the study file as pandas should have it."""
    if value is None or value == "":
        return None
    if of in ("date", "datetime"):
        return (value if "T" in value else value + "T00:00:00").removesuffix("Z")
    if of in ("string", "any"):
        return str(value)
    return bool(value) if of == "boolean" else value


def same_cells(found, expected) -> bool:
    order = lambda row: [(value is not None, str(type(value)), str(value)) for value in row]
    return sorted(map(tuple, found), key=order) == sorted(map(tuple, expected), key=order)


def valid(folder: pathlib.Path):
    report = validate(str(folder / "datapackage.json"))
    say(report.valid and not report.errors, f"{folder}: {report.flatten(['path', 'type', 'message'])[:3]} {report.errors[:2]}")
    say(not report.warnings and not any(task.warnings for task in report.tasks), f"{folder}: {report.warnings} {[task.warnings for task in report.tasks if task.warnings]}")
    return {task.name: task.stats.get("rows", 0) for task in report.tasks}


def equal(folder: pathlib.Path, study: str):
    descriptor = json.loads((folder / "datapackage.json").read_text("utf-8"))
    excel = descriptor["resources"][0]["dialect"]["delimiter"] == ";"
    counted = valid(folder)
    db = sqlite3.connect(f"file:{study}?mode=ro", uri=True)
    tables, types = {}, {}
    for resource in descriptor["resources"]:
        name = resource["name"]
        tables[name], types[name] = read(folder, resource), {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        say(list(tables[name].columns) == list(types[name]), f"{folder}: pandas finds other columns in {name}")
        if name in ROWS:
            rows = db.execute(f"SELECT count(*) FROM {ROWS[name]}").fetchone()[0]
            say(len(tables[name]) == rows == counted[name], f"{folder}: {name} has {len(tables[name])} rows in pandas, {counted[name]} in Frictionless, {rows} in the study")
    for missing in sorted(set(ROWS) - set(tables)):
        say(False, f"{folder}: no table {missing}")
    for (name, columns), sql in CELLS.items():
        found = [[plain(value, excel) for value in row] for row in tables[name][list(columns)].itertuples(index=False)]
        expected = [[held(value, types[name][column]) for value, column in zip(row, columns)] for row in db.execute(sql)]
        say(same_cells(found, expected), f"{folder}: {name} {columns}: {found[:2]} for {expected[:2]}")
    wide(folder, db, tables, types, excel)
    references(folder, db, tables["codings"])
    if (folder / "r.json").exists():
        in_r(folder, json.loads((folder / "r.json").read_text("utf-8")), tables, types)


def wide(folder, db, tables, types, excel):
    """A column for each attribute and closed question, with the values of the study."""
    attributes = [("cases_wide", "case", name, f"""SELECT c.name, v.value FROM attributeValue v JOIN "case" c ON c.id = v."case" WHERE v.attribute = {row}
                   AND v.instance = 1""") for row, name in db.execute("SELECT id, name FROM attribute WHERE subject = 'case' AND id IN (SELECT attribute FROM attributeValue)")]
    surveys = {name: key for key in tables if key.startswith("survey_") for name in tables[key]["survey"].unique()}
    say(set(surveys) == {name for (name,) in db.execute("SELECT name FROM survey WHERE id IN (SELECT survey FROM respondent)")}, f"{folder}: surveys {surveys}")
    questions = [(surveys[survey], "respondent", name, f"SELECT n.name, r.value FROM response r JOIN respondent n ON n.id = r.respondent WHERE r.question = {row} AND r.instance = 1")
                 for row, survey, name in db.execute("SELECT q.id, u.name, q.name FROM question q JOIN survey u ON u.id = q.survey WHERE q.kind <> 'open'") if survey in surveys]
    for table, key, name, sql in attributes + questions:
        if name in (key, "case", "survey"):
            continue
        pairs = tables[table][[key, name]]
        found = [row for row in ([plain(value, excel) for value in row] for row in pairs.itertuples(index=False)) if row[1] is not None]
        expected = [(str(one), held(value, types[table][name])) for one, value in db.execute(sql) if held(value, types[table][name]) is not None]
        say(same_cells(found, expected), f"{folder}: {table}.{name} ({types[table][name]}): {found[:3]} for {expected[:3]}")


def references(folder, db, codings):
    """The words for a footnote name the place that the study has."""
    times = dict(db.execute("""SELECT lower(hex(k.uuid)), (SELECT c.startMs FROM cue c WHERE c.revision = p.revision AND c.lower <= p.lower
                               ORDER BY c.lower DESC LIMIT 1) FROM coding k JOIN passage p ON p.id = k.passage"""))
    rows = dict(db.execute("""SELECT lower(hex(k.uuid)), n.row FROM coding k JOIN passage p ON p.id = k.passage JOIN revision r ON r.id = p.revision
                              JOIN source s ON s.id = r.source LEFT JOIN respondent n ON n.id = s.respondent"""))
    german = db.execute("SELECT language FROM study").fetchone()[0] == "de"
    row_word, turn_word, characters, revision = ("Zeile", "Redebeitrag", "Zeichen", "Fassung") if german else ("row", "turn", "characters", "revision")
    for one in codings.itertuples():
        key = one.id.replace("-", "")
        parts = [one.source.removeprefix("'") if one.source[:2] == "'=" else one.source]
        parts += [f"{row_word} {rows[key]}"] if rows[key] is not None else []
        parts += [f"{turn_word} {one.turn}"] if not pandas.isna(one.turn) else []
        if (start := times[key]) is not None:
            parts.append(f"{start // 3600000}:{start // 60000 % 60:02}:{start // 1000 % 60:02}")
        first, last = one.lower + 1, one.upper
        parts.append(f"{characters} {first}–{last}" if first < last else f"{characters if german else 'character'} {first}")
        expected = ", ".join([*parts, f"{revision} {one.revision}"])
        say(one.reference == expected, f"{folder}: {one.reference!r} for {expected!r}")


def in_r(folder, read_by_r, tables, types):
    """readr has the same rows, types, missing values and sums as pandas, which were compared with the study."""
    for name, table in tables.items():
        r = read_by_r[name]
        say(r["rows"] == len(table) and r["problems"] == 0, f"{folder}: R reads {r['rows']} rows of {name} with {r['problems']} problems")
        say(r["names"] == list(table.columns), f"{folder}: R reads columns {r['names']} of {name}")
        for column, kind in types[name].items():
            say(r["classes"][column] in CLASSES.get(kind, {"character"}), f"{folder}: {name}.{column} is {kind}, in R {r['classes'][column]}")
            say(r["missing"][column] == table[column].isna().sum(), f"{folder}: {name}.{column}: {r['missing'][column]} missing in R")
            if kind in ("integer", "number"):
                say(abs(r["sums"][column] - float(table[column].sum())) < 1e-6, f"{folder}: {name}.{column}: the sum in R is {r['sums'][column]}")
        first = [None if pandas.isna(value) else str(value) for value in table.iloc[:, 0]]
        if types[name][table.columns[0]] == "string":
            say(r["first"] == first, f"{folder}: {name}: R reads other words in its first column")


def main():
    # Folders of a temporary directory are named by their whole path.
    system.trusted = True
    for argument in sys.argv[1:]:
        if "!" in argument:
            folder, error = argument.split("!")
            found = {kind for (kind,) in validate(f"{folder}/datapackage.json").flatten(["type"])}
            say(error in found, f"{folder}: {error} is not found, but {sorted(found)}")
        else:
            folder, study = argument.rsplit("=", 1)
            equal(pathlib.Path(folder), study) if study else valid(pathlib.Path(folder))


main()
