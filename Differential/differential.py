"""Holds what anker reads in random files against what independent libraries read in them.

Usage: differential.py ANKER COUNT SEED [FIXTURES]. With FIXTURES, the first files of each kind that are read equal are kept
there with their values, for the tests.
"""

import collections
import csv
import datetime
import json
import os
import random
import subprocess
import sys
import tempfile

import generators

SHARES = {"ods": 0.35, "xlsx": 0.25, "csv": 0.25, "docx": 0.15}
KEPT = {"ods": 8, "xlsx": 8, "csv": 8, "docx": 3}


def letters(column):
    name = ""
    while column >= 0:
        name = chr(ord("A") + column % 26) + name
        column = column // 26 - 1
    return name


def values_of_sheet(path):
    """(sheet, row, column) to value, as odfpy tells the document."""
    from odf import opendocument, table, teletype, text
    from odf.namespaces import OFFICENS, TABLENS

    def number(element, name):
        return int(element.attributes.get((TABLENS, name), 1))

    found = {}
    for sheet in opendocument.load(path).getElementsByType(table.Table):
        row_number = 1
        for row in sheet.getElementsByType(table.TableRow):
            times = number(row, "number-rows-repeated")
            column = 0
            for cell in row.getElementsByType(table.TableCell):
                kind = cell.attributes.get((OFFICENS, "value-type"))
                if kind in ("float", "percentage", "currency"):
                    value = float(cell.attributes[(OFFICENS, "value")])
                elif kind == "boolean":
                    value = cell.attributes[(OFFICENS, "boolean-value")] == "true"
                elif kind in ("date", "time"):
                    value = cell.attributes[(OFFICENS, kind + "-value")]
                else:
                    value = "\n".join(teletype.extractText(line) for line in cell.getElementsByType(text.P))
                for _ in range(number(cell, "number-columns-repeated") if value != "" else 0):
                    for copy in range(times):
                        found[sheet.getAttribute("name"), row_number + copy, letters(column)] = value
                    column += 1
                if value == "":
                    column += number(cell, "number-columns-repeated")
            row_number += times
    return [[sheet, row, column, value] for (sheet, row, column), value in sorted(found.items())]


def values_of_workbook(path):
    """The same, as openpyxl tells the workbook; times and durations as ISO 8601 writes them."""
    import openpyxl

    def value(cell):
        found = cell.value
        if isinstance(found, bool) or isinstance(found, str):
            return found
        if isinstance(found, datetime.datetime):
            return found.date().isoformat() if found.time() == datetime.time() else found.isoformat()
        if isinstance(found, (datetime.time, datetime.timedelta)):
            if isinstance(found, datetime.time):
                found = datetime.timedelta(hours=found.hour, minutes=found.minute, seconds=found.second)
            minutes, seconds = divmod(round(found.total_seconds()), 60)
            return f"PT{minutes // 60:02}H{minutes % 60:02}M{seconds:02}S"
        return float(found)

    return [
        [sheet.title, cell.row, cell.column_letter, value(cell)]
        for sheet in openpyxl.load_workbook(path, data_only=True) for row in sheet.iter_rows() for cell in row
        if cell.value is not None and cell.value != ""]


def values_of_table(path, reading):
    """The same of a table, as Python's csv module tells it; rows are counted, not lines."""
    with open(path, encoding=reading["encoding"], newline="") as file:
        rows = list(csv.reader(file, delimiter=reading["separator"]))
    return [
        ["", number + 1, letters(column), value]
        for number, row in enumerate(rows) for column, value in enumerate(row) if value != ""]


def values_of_document(path):
    """The paragraphs that have words, as python-docx tells them."""
    import docx
    return [paragraph.text for paragraph in docx.Document(path).paragraphs if paragraph.text.strip()]


def run(anker, path):
    done = subprocess.run([anker, "inspect", path], capture_output=True)
    if done.returncode > 1:
        raise ValueError(done.stderr.decode("utf-8", "replace").strip())
    return [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]


def cells(lines, kind):
    found = []
    for line in lines:
        for column, cell in line.get("cells", {}).items():
            value = cell["value"]
            if isinstance(value, int) and not isinstance(value, bool):
                value = float(value)
            if value != "":
                found.append(["" if kind == "csv" else line["sheet"], line["row"], column, value])
    return sorted(found, key=lambda cell: cell[:3])


def paragraphs(lines):
    return [part for line in lines if "paragraph" in line for part in line["text"].split("\n")]


def compare(anker, kind, path, reading):
    """The values of the independent reader, and how anker's differ; nil where they are equal."""
    try:
        lines = run(anker, path)
    except ValueError as error:
        return None, f"refused: {error}"
    if kind == "docx":
        expected = [part.strip() for text in values_of_document(path) for part in text.split("\n") if part.strip()]
        found = [part.strip() for part in paragraphs(lines) if part.strip()]
    else:
        expected = {
            "ods": values_of_sheet, "xlsx": values_of_workbook, "csv": lambda path: values_of_table(path, reading)}[kind](path)
        expected.sort(key=lambda cell: cell[:3])
        found = cells(lines, kind)
    if found == expected:
        return expected, None
    first = next(
        ((mine, theirs) for mine, theirs in zip(found, expected) if mine != theirs), (f"{len(found)} values", f"{len(expected)} values"))
    return expected, f"anker has {first[0]!r}, the other {first[1]!r}"


def main():
    anker, count, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    keep = sys.argv[4] if len(sys.argv) > 4 else None
    formats = subprocess.run([anker, "import", "--help"], capture_output=True, text=True).stdout.split()
    numbers, kept = collections.Counter(), {}
    differences = []
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as folder:
        for kind, share in SHARES.items():
            if not {kind, kind + ",", kind + "."} & set(formats):
                print(f"{kind}: this program does not read it; none compared")
                continue
            make = {
                "ods": generators.sheet, "xlsx": generators.workbook, "csv": generators.table, "docx": generators.document}[kind]
            for number in range(round(count * share)):
                name = f"{kind}-{seed}-{number}.{kind}"
                made = make(random.Random(f"{kind} {seed} {number}"))
                content, reading = made if kind == "csv" else (made, {})
                path = os.path.join(folder, name)
                with open(path, "wb") as file:
                    file.write(content)
                expected, difference = compare(anker, kind, path, reading)
                numbers[kind] += 1
                if difference:
                    differences.append(name)
                    if len(differences) <= 20:
                        print(f"{name}: {reading or ''} {difference}")
                elif keep and number < KEPT[kind]:
                    os.makedirs(keep, exist_ok=True)
                    with open(os.path.join(keep, name), "wb") as file:
                        file.write(content)
                    kept[name] = expected
                os.remove(path)
    if keep:
        with open(os.path.join(keep, "values.json"), "w", encoding="utf-8") as file:
            json.dump(kept, file, ensure_ascii=False, indent=1, sort_keys=True)
            file.write("\n")
    counts = ", ".join(f"{number} {kind}" for kind, number in numbers.items())
    print(f"differential: {counts} from seed {seed}, {len(differences)} read differently")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
