"""What the last column of the kit's table asks of each file, beyond the general rules."""
import csv
import json
import pathlib
import re
import shutil
import subprocess
import xml.dom.minidom

from common import Tally, new_study, open_at_rest, run

DOCTYPE = r"DOCTYPE"
LIMIT = r"more than \d+ bytes, the limit"
ZIP = r"zip archive"
#: Of the things in a project of the kit, but for the last two digits.
GUID = r"00000000-0000-4000-8000-0000000000"
ENCODING = r"bytes that its encoding does not allow"
#: What the message of a refused file says, as a regular expression over its first line without the file's own name.
REFUSED = {
    **dict.fromkeys(["ods-xxe-file.ods", "ods-xxe-network.ods", "ods-xxe-parameter.ods", "ods-billion-laughs.ods",
                     "ods-quadratic-blowup.ods", "ods-attribute-entities.ods"], r"^:content\.xml:\d+: .*" + DOCTYPE),
    **dict.fromkeys(["xml-xxe.xml", "xml-billion-laughs.xml"], r"^:\d+: .*" + DOCTYPE),
    **dict.fromkeys(["xml-deep-100k.xml", "xml-deep-300.xml"], r"^:\d+: error: .*deeper than 256, the limit"),
    "xml-invalid-utf8.xml": r"^:3:\d+: error: holds " + ENCODING + ".*windows-1252",
    "xml-encoding-lie.xml": r"^:1:.*encoding",
    "xml-encoding-unknown.xml": r"KLINGON-1",
    "xml-nul.xml": r"^:2:\d+: ",
    "xml-control-charref.xml": r"^:2:\d+: .*character that XML does not allow",
    "xml-surrogate.xml": r"^:2:\d+: .*" + ENCODING,
    **dict.fromkeys(["xml-truncated.xml", "xml-trailing-garbage.xml", "xml-duplicate-attribute.xml"],
                    r"^:2:\d+: .*not well-formed"),
    "xml-no-records.xml": r"holds no record: looked for ",
    "xml-empty.xml": r"empty",
    "xml-whitespace.xml": r"^:1",
    "ods-repeat-1m-one-column.ods": r"row \d+ stands there 1048576 times",
    **dict.fromkeys(["ods-bomb-1gb.ods", "ods-bomb-rows.ods", "ods-bomb-size-lie.ods"], r"^:content\.xml: .*" + LIMIT),
    "ods-bomb-nested.ods": r"content\.xml",
    "ods-overlap.ods": ZIP,
    "ods-truncated.ods": ZIP,
    "ods-truncated-10.ods": ZIP,
    "ods-empty-zip.ods": r"content\.xml",
    "ods-duplicate-content.ods": r"two members of the same name",
    "ods-crc-wrong.ods": r"^:content\.xml: .*is damaged",
    "ods-bitflip.ods": r"^:content\.xml",
    "ods-size-claims-4gb.ods": r"^:content\.xml: ",
    "ods-zip64-lie.ods": ZIP,
    "ods-encrypted-zip.ods": r"^:content\.xml: .*encrypted",
    "ods-encrypted-manifest.ods": r"password-protected",
    "ods-method-lzma.ods": r"method 14",
    "ods-prefix-junk.ods": r"zip archive",
    "ods-name-mismatch.ods": ZIP,
    "ods-multidisk.ods": r"split over several files",
    "ods-wrong-mimetype.ods": r"text document \(odt\)",
    "ods-missing-content.ods": r"content\.xml",
    "ods-is-docx.ods": r"docx",
    "ods-is-text.ods": r"plain text",
    "ods-is-ole.ods": r"OLE2",
    "ods-empty.ods": r"empty",
    "ods-directory.ods": r"is a directory",
    "ods-dangling.ods": r"no such file",
    "ods-repeat-max-values.ods": r"Antworten!A2.*more than \d+ cells",
    **{f"ods-repeat-bad-{n}.ods": r"Antworten!A2.*number-rows-repeated.*row 2 is '" + re.escape(value)
       for n, value in enumerate(["-1", "0", "99999999999999999999", "abc", "9223372036854775807", "1e9", ""])},
    "ods-no-table.ods": r"no sheet",
    "ods-wrong-root.ods": r"^:content\.xml:\d+: .*'html'",
    "ods-content-truncated.ods": r"^:content\.xml:\d+: ",
    "ods-content-invalid-utf8.ods": r"^:content\.xml:\d+:\d+: .*" + ENCODING,
    **dict.fromkeys(["docx-xxe.docx", "docx-billion-laughs.docx"], r"^:word/document\.xml:\d+: .*" + DOCTYPE),
    "docx-missing-document.docx": r"no member 'word/document\.xml'",
    "docx-is-ods.docx": r"is a spreadsheet \(ods\), not a Word document",
    "docx-encrypted.docx": r"password-protected or an old \.doc",
    "docx-nested-tables.docx": r"^:word/document\.xml:\d+: error: .*deeper than 256, the limit",
    "docx-bomb.docx": r"^:word/document\.xml: .*" + LIMIT,
    "txt-empty.txt": r"is empty",
    "txt-macroman.txt": r"byte 4: ",
    "txt-mixed-encodings.txt": r"^:2:byte 15: ",
    "txt-utf16le-nobom.txt": r"^:1:byte 1: .*NUL",
    "txt-nul.txt": r"^:2:byte 15: .*NUL",
    "txt-overlong-utf8.txt": r"^:1:byte 3: .*overlong",
    "txt-cesu-surrogates.txt": r"^:1:byte 3: .*surrogate",
    "txt-binary.txt": r"no text",
    "txt-is-docx.txt": r"DOCX",
    "csv-nul.csv": r"^:2: error: row 2, column 2 .*NUL",
    "csv-unbalanced-quote.csv": r"^:2: error: .*field 2 of row 2 is never closed",
    "csv-ragged.csv": r"^:3: error: row 3 has 2 fields.*--lenient",
    "csv-100k-columns.csv": r"more than 65536 columns",
    "csv-empty.csv": r"is empty",
    "qdpx-missing-source.qdpx": r"^:project\.qde:\d+: error: the text of 'Interview 1', 'internal://00000000-.*-000000000002\.txt', is not in",
    **{f"qdpx-offset-{name}.qdpx": rf"^:project\.qde:\d+: error: the selection {GUID}10 from {place} has no place in 'Interview 1'"
       for name, place in {"past-end": "0 to 62", "huge": "0 to 1000000000000000000", "overflow": "0 to 1" + "0" * 30,
                           "negative": "-5 to 5", "reversed": "20 to 10", "not-a-number": "abc to 5",
                           "start-past-end": "161 to 261"}.items()},
    "qdpx-duplicate-guid.qdpx": rf"two codes have the GUID {GUID}01",
    "qdpx-dangling-code.qdpx": rf"the coding 00000000-0000-4000-8000-\d+ in 'Interview 1' names the code {GUID}77, which is not there",
    "qdpx-deep-codes.qdpx": r"codes are nested more than 64 deep",
    **dict.fromkeys(["qdpx-path-parent.qdpx", "qdpx-path-absolute.qdpx", "qdpx-path-relative.qdpx", "qdpx-path-plain.qdpx"],
                    r"^:project\.qde:\d+: error: the path '.*etc/passwd' leads to a file outside of the project"),
    "qdpx-zip-slip.qdpx": r"holds a member '.*badinput-evil.*', whose name leads out of the archive",
    "qdpx-symlink.qdpx": r"is no file but a link, which is not followed",
    "qdpx-case-twins.qdpx": r"holds 'Sources/.*' and 'sources/.*', so that it is not clear which one is meant",
    "qdpx-no-project.qdpx": r"holds no project file \(\.qde\)",
    "qdpx-two-projects.qdpx": r"holds 2 project files",
    "qdpx-wrong-namespace.qdpx": r"the namespace 'urn:QDA-XML:project:9\.9'",
    "qdpx-xxe.qdpx": r"^:project\.qde:\d+: .*" + DOCTYPE,
    "qdpx-bad-guid.qdpx": r"'nicht-eine-guid' is no GUID",
    "qdpx-source-invalid-utf8.qdpx": r"the text of 'Interview 1'.* is not UTF-8",
}
OK_SHEET = [{"Name": "Person A", "Antwort": "Ich fand das gut."}]
OK_XML = [{"q1": "gut"}, {"q1": "Öde"}]
#: The answers that a survey file must bring, by respondent.
ANSWERS = {
    **dict.fromkeys(["ok.ods", "ods-doctype-plain.ods", "ods-data-descriptor.ods", "ods-many-entries.ods",
                     "ods-mimetype-late.ods", "ods-no-mimetype.ods", "ods-is-flat-xml.ods", "ods-other-prefixes.ods"], OK_SHEET),
    **dict.fromkeys(["ok.xml", "xml-utf16le.xml", "xml-utf16be.xml"], OK_XML),
    "xml-cp1252-declared.xml": [{"q1": "„Öde“ 5 €"}],
    "ods-xinclude.ods": [{}],
    "ods-repeat-max-empty.ods": [],
    "ods-repeat-tail.ods": [{"ID": "1", "Name": "Person A", "Antwort": "Ich fand das gut."}] * 2,
    "ods-formula-external.ods": [{"Name": "x"}],
    "ods-c1-csi.ods": [{"Name": "A", "Antwort": "\u009b31mrot\u009b0m \u009d0;Titel\u009c"}],
    "ods-bidi.ods": [{"Name": "Anna \u202egnulieH\u202c", "Antwort": "\u2066a\u2069"}],
    "ods-headers-odd.ods": [{"Frage": "0", "Frage (2)": "1", "Spalte C": "2", "a b": "3", "FRAGE": "4"}],
    "ods-cell-12mb.ods": [{"Name": "A", "Antwort": ("wort " * 2400000).strip()}],
    "ods-formula-cells.ods": [
        {"Name": text, "Antwort": text} for text in
        ["=1+1", "=cmd|'/C calc'!A1", "+49 170 1", "-5", "- na ja", "@SUM(A1)", "\t=1+1", "=1+1",
         '=HYPERLINK("http://127.0.0.1:9/?"&A1)']],
    "ok.csv": [{"name": "A", "antwort": "gut, sehr"}, {"name": "B", "antwort": "schlecht"}],
    "csv-quote-in-field.csv": [{"a": 'a"b"c'}, {"a": "d"}],
    "csv-semicolon-cp1252.csv": [{"name": "Müller", "wert": "3.5"}, {"name": "„Änne“", "wert": "4.0"}],
    **dict.fromkeys(["csv-sep-line.csv", "csv-bom.csv", "csv-no-final-newline.csv"], [{"a": "x"}]),
    "csv-utf16-tab.csv": [{"name": "Müller"}],
    "csv-formula.csv": [{"a": text} for text in ["=1+1", "@SUM(A1)", "+49", "-5", "\t=1+1", "\n=1+1"]],
    "csv-duplicate-header.csv": [{"a (2)": "2", "Spalte C": "3", "A": "4"}],
    "csv-field-5mb.csv": [{"a": "zeile\n" * 873813}],
    "csv-header-only.csv": [],
    "csv-blank-lines.csv": [{"a": "x"}, {"a": "y"}],
}
#: What a file that is read says besides, as a regular expression.
TOLD = {
    "csv-semicolon-cp1252.csv": r"windows-1252(.|\n)*--encoding(.|\n)*';' between fields and ',' as the decimal sign(.|\n)*--separator",
    "csv-header-only.csv": r"warning: the sheet holds no answers",
    "qdpx-crlf-source.qdpx": r"positions in 1 text count code points, and a line end as it is in the file",
    "qdpx-offset-empty.qdpx": r"left out.*1 × selection of no characters",
    "qdpx-bad-color.qdpx": r"'rot' is not a colour",
}
OK_TEXT = "I: Wie heißen Sie?\nB: Müller, „Änne“ Müller – 5 €.\n"
GERMAN = "I: Wie heißen Sie?\nB: Müller, „Änne“ – 5 €.\n"
#: The stored text of a transcript.
TEXTS = {
    "ok.txt": OK_TEXT,
    **dict.fromkeys(["txt-bom-crlf.txt", "txt-cr-only.txt", "txt-cp1252.txt", "txt-utf16le-bom.txt"], GERMAN),
    "txt-latin1.txt": "B: Müller, Öl, ß.\n",
    "txt-mixed-newlines.txt": "eins\nzwei\ndrei\nvier\u2028fünf\u0085sechs\ufffdsieben",
    "txt-noncharacters.txt": "B: \ufffd \ufffd \ufdd0 \ufffd \ufffd Ende\n",
    "txt-bom-middle.txt": "a\ufeffb\n",
    "txt-nfd.txt": "B: Mu\u0308ller, A\u0308nne, O\u0308l.\n",
    "txt-bidi.txt": "B: \u202eabc\u202c \u2066def\u2069 \u200f\n",
    "txt-long-line.txt": "B: " + "wort " * 1677721 + "\n",
    "txt-combining-10k.txt": "B: a" + "\u0301" * 10000 + " ZIEL\n",
    "ok.docx": "I: Wie war das?\nB: Gut.",
    "docx-remote-template.docx": "Hallo",
    "docx-tracked-changes.docx": "neu",
    **dict.fromkeys(["name with \"quotes\" $(touch badinput-evil) ; & 'x'.txt", "name\x1b[31m\nzwei.txt", "-rf.txt"], "B: gut.\n"),
}
#: A quote that is coded, once for each place where it stands.
QUOTES = {
    "ok.docx": "Gut", "docx-remote-template.docx": "Hallo",
    "ok.txt": "Müller", "txt-bom-crlf.txt": "Müller", "txt-cr-only.txt": "Müller", "txt-cp1252.txt": "Müller",
    "txt-latin1.txt": "Müller", "txt-utf16le-bom.txt": "Müller", "txt-emoji-zwj.txt": "ZIEL", "txt-combining-10k.txt": "ZIEL",
    "txt-mixed-newlines.txt": "sieben", "txt-bom-middle.txt": "b", "txt-html.txt": "]]>", "txt-bidi.txt": "def",
    "txt-ansi.txt": "Ueberschrieben", "txt-nfd.txt": "Mu\u0308ller", "txt-noncharacters.txt": "Ende",
}
#: Of a project: the words of its codings with their codes.
CODED = {
    **dict.fromkeys(["ok.qdpx", "qdpx-crlf-source.qdpx", "qdpx-bom-source.qdpx"], [("sehr gut", "Zufriedenheit")]),
    "qdpx-offset-after-emoji.qdpx": [("dann", "Zufriedenheit")], "qdpx-offset-empty.qdpx": [],
    **dict.fromkeys(["qdpx-other-name.qdpx", "qdpx-bom-decl.qdpx"], [("I: Wi", "Zufriedenheit")]),
    "qdpx-duplicate-names.qdpx": [], "qdpx-bad-color.qdpx": [],
}
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def check(tally: Tally, anker: str, kit: pathlib.Path, rows: list, folder: pathlib.Path):
    folder.mkdir()
    unknown = []
    for row in rows:
        study = new_study(anker, folder)
        done = run([anker, "import", "--study", study, kit / row.name])
        if done.status != 0:
            pattern = REFUSED.get(row.name)
            if not pattern:
                unknown.append(row.shown)
                continue
            message = done.messages[0] if done.messages else ""
            said = message[len(row.name):] if message.startswith(row.name) else message[message.find(row.name) + len(row.name):]
            said += "".join(line for line in done.err.splitlines() if line[:1].isspace())
            tally.check(re.search(pattern, said), f"{row.shown}: asked for: {row.asked}\n       said: {message}")
            tally.check(len(done.err.splitlines()) > len(done.messages), f"{row.shown}: the message has no remedy")
            continue
        if row.name in TOLD:
            tally.check(re.search(TOLD[row.name], done.err), f"{row.shown}: asked for: {row.asked}\n       said: {done.err}")
        known = check_accepted(tally, anker, row, study, folder)
        if not known:
            unknown.append(row.shown)
    tally.check(not unknown, f"no check for what is asked of {unknown}")
    check_details(tally, anker, kit, folder)
    check_reach(tally, anker, kit, rows, folder)


def check_accepted(tally: Tally, anker: str, row, study: pathlib.Path, folder: pathlib.Path) -> bool:
    known = False
    with open_at_rest(study) as db:
        tally.check("root:x:" not in "\n".join(db.iterdump()) if row.name != "ods-repeat-1m-one-column.ods" else True,
                    f"{row.shown}: /etc/passwd is in the study")
        if row.name in ANSWERS:
            known = True
            found = answers(db)
            tally.check(found == ANSWERS[row.name], f"{row.shown}: the answers are {str(found)[:300]}")
        if row.name in CODED:
            known = True
            found = [(text[lower:upper], code) for text, lower, upper, code in db.execute(
                """SELECT revision.text, lower, upper, code.name FROM coding JOIN passage ON passage.id = passage
                     JOIN revision ON revision.id = revision JOIN code ON code.id = code""")]
            tally.check(found == CODED[row.name], f"{row.shown}: the codings are {found}")
        if row.name == "qdpx-duplicate-names.qdpx":
            names = sorted(name for name, in db.execute("SELECT name FROM code"))
            tally.check(names == ["Gleich", "Gleich (P3)", "P1", "P3"], f"{row.shown}: the codes are {names}")
        if row.name in TEXTS:
            known = True
            found = db.execute("SELECT text FROM revision").fetchone()[0]
            tally.check(found == TEXTS[row.name], f"{row.shown}: the text is {found[:200]!r}")
        if row.name == "ods-repeat-1m-one-column.ods":
            known = True
            counts = [db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("respondent", "response")]
            tally.check(counts == [1048576, 1048576], f"{row.shown}: respondents and responses {counts}")
        if row.name == "ods-wide.ods":
            known = True
            found = db.execute("SELECT count(*), count(DISTINCT question), count(DISTINCT respondent) FROM response").fetchone()
            tally.check(found == (32768, 16384, 2), f"{row.shown}: responses, questions, respondents {found}")
    if row.name in QUOTES:
        known = True
        check_quote(tally, anker, row, study, QUOTES[row.name])
    if row.importer in ("transcript", "docx") and row.name != "txt-long-line.txt":
        check_outputs(tally, anker, row, study, folder)
    if row.name in ("ods-formula-cells.ods", "csv-formula.csv"):
        check_formulas(tally, anker, row, study, folder)
    return known


def answers(db) -> list[dict]:
    """Of each respondent, in the order of the rows: the answers by question."""
    found = {one: {} for one, in db.execute("SELECT id FROM respondent ORDER BY id")}
    for respondent, question, value in db.execute(
            """SELECT respondent, question.name, CAST(value AS TEXT) FROM response JOIN question ON question.id = question
               UNION ALL SELECT respondent, question.name, text FROM source
                 JOIN revision ON revision.source = source.id JOIN question ON question.id = source.question"""):
        found[respondent][question] = value
    return list(found.values())


def check_quote(tally: Tally, anker: str, row, study: pathlib.Path, quote: str):
    """Each place of `quote` is coded, and every coding covers exactly it, counted in code points of the stored text."""
    with open_at_rest(study) as db:
        source, text = db.execute(
            "SELECT name, text FROM source JOIN revision ON revision.source = source.id").fetchone()
    places = [found.start() for found in re.finditer(re.escape(quote), text)]
    lines = [{"source": source, "quote": quote, "codes": ["K"], **({"occurrence": n} if len(places) > 1 else {})}
             for n, _ in enumerate(places, 1)]
    taken = run([anker, "code", "--study", study, "--from", "-", "--create-codes"],
                stdin="\n".join(map(json.dumps, lines)).encode())
    listed = run([anker, "codings", "--study", study, "--json"])
    found = [json.loads(line) for line in listed.out.splitlines()]
    tally.check(
        taken.status == 0 and places and [(c["range"], c["quote"]) for c in found] == [([p, p + len(quote)], quote) for p in places],
        f"{row.shown}: codings of {quote!r} are {[(c['range'], c['quote']) for c in found]}, expected at {places}: {taken.err}")


def check_outputs(tally: Tally, anker: str, row, study: pathlib.Path, folder: pathlib.Path):
    """Nothing that is printed to be read holds a control character; what is written holds the text as stored."""
    with open_at_rest(study) as db:
        source, text = db.execute("SELECT name, text FROM source JOIN revision ON revision.source = source.id").fetchone()
    for command in (["sources"], ["show", "--", source], ["codings"], ["table", "frequencies"]):
        done = run([anker, command[0], *([command[1]] if command[0] == "table" else []), "--study", study, *command[1 + (command[0] == "table"):]])
        tally.check(done.status == 0 and not CONTROLS.search(done.out + done.err),
                    f"{row.shown}: anker {command[0]}: exit {done.status}, or control characters printed")
    exported = folder / "csv"
    shutil.rmtree(exported, ignore_errors=True)
    done = run([anker, "export", "csv", exported, "--study", study])
    with open(exported / "codings.csv", encoding="utf-8", newline="") as file:
        codings = list(csv.DictReader(file))
    tally.check(done.status == 0 and all(text[int(c["lower"]):int(c["upper"])] == c["quote"] for c in codings)
                and bool(codings) == (row.name in QUOTES),
        f"{row.shown}: codings.csv cites other words than its positions name")
    graph = run([anker, "network", "export", "code-cooccurrence", "--study", study])
    try:
        xml.dom.minidom.parseString(graph.out.encode())
        well_formed = graph.status == 0
    except Exception:
        well_formed = False
    tally.check(well_formed, f"{row.shown}: the GraphML is not well-formed")


def check_formulas(tally: Tally, anker: str, row, study: pathlib.Path, folder: pathlib.Path):
    for excel in (False, True):
        out = folder / f"formulas-{excel}"
        run([anker, "export", "csv", out, "--study", study, *(["--excel"] if excel else [])])
        with open(out / "responses.csv", encoding="utf-8-sig", newline="") as file:
            values = [line["value"] for line in csv.DictReader(file, delimiter=";" if excel else ",")]
        wanted = [text for answer in ANSWERS[row.name] for text in answer.values()]
        tally.check(values == [("'" if excel and not text.startswith("\n") else "") + text for text in wanted],
                    f"{row.shown}: export csv{' --excel' if excel else ''} wrote {values}")


def check_details(tally: Tally, anker: str, kit: pathlib.Path, folder: pathlib.Path):
    """What a row asks of a second command."""
    for name, encoding, text in (("txt-cp1252.txt", "windows-1252", GERMAN), ("txt-cp1252.txt", "cp1252", GERMAN),
                                 ("txt-latin1.txt", "iso-8859-1", TEXTS["txt-latin1.txt"]),
                                 ("txt-macroman.txt", "macintosh", "B: Müller, Öl, ß.\n"),
                                 ("txt-utf16le-nobom.txt", "utf-16le", GERMAN)):
        study = new_study(anker, folder)
        done = run([anker, "import", "--study", study, "--encoding", encoding, kit / name])
        with open_at_rest(study) as db:
            found = db.execute("SELECT text FROM revision").fetchone()
        tally.check(done.status == 0 and found == (text,), f"{name} with --encoding {encoding}: {done.err or found}")
    study = new_study(anker, folder)
    done = run([anker, "import", "--study", study, "--lenient", kit / "csv-ragged.csv"])
    with open_at_rest(study) as db:
        found = answers(db)
    tally.check(found == [{"a": "1", "b": "2", "c": "3"}, {"a": "1", "b": "2"}, {"a": "1", "b": "2", "c": "3", "Spalte D": "4"}] and "warning: 2 rows" in done.err,
                f"csv-ragged.csv with --lenient: {done.err or found}")
    for name in ("txt-cp1252.txt", "txt-latin1.txt"):
        done = run([anker, "import", "--study", new_study(anker, folder), kit / name])
        tally.check("windows-1252" in done.err and "--encoding" in done.err, f"{name}: read without a notice")
    study = new_study(anker, folder)
    done = run([anker, "import", "--study", study, kit / "txt-nfd.txt"])
    coded = run([anker, "code", "txt-nfd", "--quote", "Müller", "--code", "K", "--create-codes", "--study", study])
    found = [json.loads(line) for line in run([anker, "codings", "--json", "--study", study]).out.splitlines()]
    tally.check(coded.status == 0 and [(c["range"], c["quote"]) for c in found] == [([3, 10], "Mu\u0308ller")],
                f"txt-nfd.txt: the composed quote: {coded.err or found}")
    # A number is guarded by no apostrophe, a text is; -5 as a number stays one.
    sheet = folder / "minus.fods"
    sheet.write_text(
        '<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>'
        '<table:table table:name="A"><table:table-row><table:table-cell office:value-type="string"><text:p>Nr</text:p>'
        '</table:table-cell><table:table-cell office:value-type="string"><text:p>Zahl</text:p></table:table-cell></table:table-row>'
        '<table:table-row><table:table-cell office:value-type="string"><text:p>R1</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="-5">'
        '<text:p>-5</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document>',
        "utf-8")
    study = new_study(anker, folder)
    run([anker, "import", "--study", study, sheet])
    run([anker, "export", "csv", folder / "minus", "--excel", "--study", study])
    with open(folder / "minus/responses.csv", encoding="utf-8-sig", newline="") as file:
        values = [line["value"] for line in csv.DictReader(file, delimiter=";")]
    tally.check(values == ["-5"], f"a number -5 under --excel is {values}")
    done = run([anker, "import", "--study", new_study(anker, folder), "./-rf.txt"], cwd=kit)
    tally.check(done.status == 0, f"./-rf.txt: {done.err}")
    done = run([anker, "import", "--study", new_study(anker, folder), "--", "-rf.txt"], cwd=kit)
    tally.check(done.status == 0, f"-- -rf.txt: {done.err}")
    done = run([anker, "import", "--study", new_study(anker, folder), kit / "name\x1b[31m\nzwei.txt"])
    tally.check(len(done.out.splitlines()) == 1 and not CONTROLS.search(done.out + done.err), "a file name with ESC is printed raw")


def check_reach(tally: Tally, anker: str, kit: pathlib.Path, rows: list, folder: pathlib.Path):
    """No socket is opened, and no file but those that are named, the study's own and the system's libraries."""
    if not shutil.which("strace"):
        print("strace is not here: which files and sockets are opened was not watched")
        return
    tried = subprocess.run(["strace", "-f", "-o", "/dev/null", "true"], capture_output=True)
    if tried.returncode != 0:
        print("strace does not work here: which files and sockets are opened was not watched")
        return
    watched = 0
    for row in rows:
        if not re.search(r"xxe|xinclude|doctype|formula-external|touch badinput|txt-html|is-docx|bomb-nested|docx-remote-template", row.name):
            continue
        study, trace = new_study(anker, folder), folder / "trace"
        subprocess.run(
            ["strace", "-f", "-s", "4096", "-e", "trace=open,openat,socket,connect,execve", "-o", trace,
             anker, "import", "--coder", "AB", "--study", study, kit / row.name], capture_output=True, check=False)
        calls = trace.read_text("utf-8", "replace").splitlines()
        sockets = [call for call in calls if re.search(r"\b(socket|connect)\(", call)]
        opened = {found.group(1) for call in calls for found in [re.search(r'open(?:at)?\([^"]*"([^"]*)"', call)] if found
                  and " = -1 " not in call}
        # The folders above the study are looked at for marks of programs that synchronise them.
        opened = [path for path in opened if not str(folder).startswith(path.rstrip("/") + "/")]
        foreign = {path for path in opened if not path.startswith((str(folder), str(kit), "/lib", "/usr/", "/proc/", "/sys/", "/dev/"))
                   and path not in ("/etc/ld.so.cache", "/etc/localtime")}
        watched += 1
        tally.check(not sockets and not foreign, f"{row.shown}: sockets {sockets[:2]}, files {sorted(foreign)[:3]}")
    print(f"watched by strace: {watched} imports")
