"""Writes random sheets, tables and documents; the same seed gives the same bytes."""

import csv
import datetime
import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

WORDS = ["Dorf", "Bürgerbus", "Kupferau", "Straße", "Nähe", "wir", "3,5", "1.000", "=1+1", "<b>", "&", "l'été", "naïve", "Ostharz", "007", "-", "ja; nein"]
WIDE = ["👍🏽", "Ж", "日本", "e\u0301"]
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in [("office", "office"), ("table", "table"), ("text", "text")])


def words(random, wide=True, most=5):
    pool = WORDS + (WIDE if wide else [])
    return " ".join(random.choice(pool) for _ in range(random.randint(1, most)))


def paragraph(random):
    """A text:p with spaces, tabs, breaks and spans in it."""
    out = []
    for index in range(random.randint(1, 4)):
        if index:
            out.append(random.choice([" ", '<text:s text:c="3"/>', "<text:tab/>", "<text:line-break/>", "<text:s/>"]))
        text = escape(words(random, most=2))
        out.append(random.choice([text, text, f"<text:span>{text}</text:span>", f'<text:a xlink:href="https://example.org">{text}</text:a>']))
    return "<text:p>" + "".join(out) + "</text:p>"


def cell(random):
    repeat = f' table:number-columns-repeated="{random.randint(2, 4)}"' if random.random() < 0.15 else ""
    kind = random.choice(["empty", "string", "string", "float", "float", "percentage", "currency", "boolean", "date", "time"])
    if kind == "empty":
        return f"<table:table-cell{repeat}/>"
    if kind == "string":
        body = "".join(paragraph(random) for _ in range(random.choice([1, 1, 1, 2])))
        return f'<table:table-cell{repeat} office:value-type="string">{body}</table:table-cell>'
    number = random.choice([random.randint(-1000, 10**6), round(random.uniform(-10, 10), random.randint(1, 12)), random.uniform(-1, 1) * 10 ** random.randint(-20, 20)])
    value = {
        "float": f'office:value="{number!r}"',
        "percentage": f'office:value="{number!r}"',
        "currency": f'office:currency="EUR" office:value="{number!r}"',
        "boolean": f'office:boolean-value="{random.choice(["true", "false"])}"',
        "date": f'office:date-value="{random.randint(1900, 2100)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}{random.choice(["", "T12:30:05"])}"',
        "time": f'office:time-value="PT{random.randint(0, 99):02}H{random.randint(0, 59):02}M{random.randint(0, 59):02}S"',
    }[kind]
    return f'<table:table-cell{repeat} office:value-type="{kind}" {value}><text:p>shown otherwise</text:p></table:table-cell>'


def sheet(random):
    """An OpenDocument spreadsheet."""
    tables = []
    for number in range(random.choice([1, 1, 2])):
        rows = []
        for _ in range(random.randint(1, 8)):
            repeat = f' table:number-rows-repeated="{random.randint(2, 4)}"' if random.random() < 0.15 else ""
            row = f"<table:table-row{repeat}>" + "".join(cell(random) for _ in range(random.randint(1, 6))) + "</table:table-row>"
            if random.random() < 0.1:
                row = f"<table:table-header-rows>{row}</table:table-header-rows>"
            rows.append(row)
        rows.append('<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>')
        tables.append(f"<table:table table:name={quoteattr(f'Blatt {number + 1}')}>" + "".join(rows) + "</table:table>")
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {NAMESPACES} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2">'
        f'<office:body><office:spreadsheet>{"".join(tables)}</office:spreadsheet></office:body></office:document-content>')
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{SPREADSHEET}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>')
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in [("mimetype", SPREADSHEET), ("content.xml", content), ("META-INF/manifest.xml", manifest)]:
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), text, kind)
    return out.getvalue()


def workbook_cell(random, sheet, formats, row, column, first_year, merged):
    """Writes one value of any type that Excel has."""
    kind = random.choice(["empty", "string", "string", "rich", "number", "number", "percentage", "currency", "boolean", "date", "moment", "time", "duration", "formula", "error"])
    number = random.choice([random.randint(-1000, 10**6), round(random.uniform(-10, 10), random.randint(1, 12)), random.uniform(-1, 1) * 10 ** random.randint(-20, 20)])
    day = datetime.datetime(random.randint(first_year, 2100), random.randint(1, 12), random.randint(1, 28))
    seconds = random.randint(1, 86399)
    text = random.choice([words(random), words(random) + random.choice(["\n", "  ", "\t"]) + words(random), "'" + words(random), " " + words(random) + " "])
    if kind == "string" and merged:
        sheet.merge_range(row, column, row, column + 1, "", formats["plain"])
        sheet.write_string(row, column, text, formats["plain"])
    elif kind == "empty":
        sheet.write_blank(row, column, None, formats[random.choice(["plain", "date"])])
    elif kind == "string":
        sheet.write_string(row, column, text)
    elif kind == "rich":
        sheet.write_rich_string(row, column, formats["bold"], words(random, most=2), " " + words(random, most=2), formats["bold"], words(random, most=1))
    elif kind in ("number", "percentage", "currency"):
        sheet.write_number(row, column, number, formats["plain" if kind == "number" else kind])
    elif kind == "boolean":
        sheet.write_boolean(row, column, random.random() < 0.5)
    elif kind == "date":
        sheet.write_datetime(row, column, day, formats["date"])
    elif kind == "moment":
        sheet.write_datetime(row, column, day + datetime.timedelta(seconds=seconds), formats["moment"])
    elif kind == "time":
        sheet.write_datetime(row, column, (day + datetime.timedelta(seconds=seconds)).time(), formats["time"])
    elif kind == "duration":
        sheet.write_datetime(row, column, datetime.timedelta(seconds=random.randint(1, 400000)), formats["duration"])
    elif kind == "formula":
        result = random.choice([number, words(random), random.random() < 0.5])
        sheet.write_formula(row, column, "=A1+1", None, result)
    else:
        sheet.write_formula(row, column, "=1/0", None, random.choice(["#DIV/0!", "#N/A", "#NAME?", "#NUM!", "#REF!", "#VALUE!"]))


def workbook(random):
    """An Excel workbook, its texts shared or in their cells."""
    import xlsxwriter
    out = io.BytesIO()
    options = {"in_memory": True, "constant_memory": random.random() < 0.3, "date_1904": random.random() < 0.2}
    # Of days before its first a workbook knows nothing.
    first_year = 1904 if options["date_1904"] else 1901
    with xlsxwriter.Workbook(out, options) as written:
        written.set_properties({"created": datetime.datetime(2026, 1, 1)})
        formats = {
            name: written.add_format(look) for name, look in {
                "plain": {}, "bold": {"bold": True}, "percentage": {"num_format": random.choice(["0%", "0.00%"])},
                "currency": {"num_format": random.choice(["#,##0.00\\ [$€-407]", "[$CHF] #,##0.00", "\"$\"#,##0.00"])},
                "date": {"num_format": random.choice(["dd.mm.yyyy", "yyyy-mm-dd", "d/m/yy", 14])},
                "moment": {"num_format": random.choice(["dd.mm.yyyy hh:mm", "yyyy-mm-dd\\ hh:mm:ss", 22])},
                "time": {"num_format": random.choice(["hh:mm", "hh:mm:ss", 20, 21])},
                "duration": {"num_format": random.choice(["[h]:mm:ss", "[hh]:mm", 46])}}.items()}
        for number in range(random.choice([1, 1, 2])):
            sheet = written.add_worksheet(f"Blatt {number + 1}")
            if random.random() < 0.3:
                sheet.set_column(1, 2, None, None, {"hidden": True})
            row = random.choice([0, 0, 2])
            for _ in range(random.randint(1, 8)):
                if random.random() < 0.1:
                    sheet.set_row(row, None, None, {"hidden": True})
                column = random.choice([0, 0, 0, 1, 25])
                for _ in range(random.randint(1, 6)):
                    merged = not options["constant_memory"] and random.random() < 0.1
                    workbook_cell(random, sheet, formats, row, column, first_year, merged)
                    column += random.choice([1, 1, 1, 2]) + merged
                row += random.choice([1, 1, 1, 3])
    return out.getvalue()


def table(random):
    """CSV of any separator, quoting, line end and character set, and how it is to be read."""
    encoding = random.choice(["utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252"])
    separator = random.choice([",", ";", "\t", "|"])
    newline = random.choice(["\n", "\r\n", "\r"])
    columns = random.randint(2, 6)
    rows = [[f"Frage {column + 1}" for column in range(columns)]]
    for number in range(random.randint(3, 12)):
        row = [str(number + 1)]
        while len(row) < columns:
            kind = random.random()
            value = "" if kind < 0.2 else str(random.randint(0, 99)) if kind < 0.4 else words(random, wide=encoding != "cp1252")
            if kind > 0.9:
                value += random.choice([separator, '"', f'"{separator}"', newline + "zweite Zeile", ' "so" ', "'"]) + "Ende"
            row.append(value)
        rows.append(row)
    text = io.StringIO(newline="")
    quoting = random.choice([csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC])
    csv.writer(text, delimiter=separator, lineterminator=newline, quoting=quoting).writerows(rows)
    written = text.getvalue()
    if random.random() < 0.2:
        written = written.removesuffix(newline)
    return written.encode(encoding), {"encoding": encoding, "separator": separator}


def document(random):
    """A Word document of paragraphs, headings, lists and runs."""
    import docx
    from docx.enum.text import WD_BREAK
    written = docx.Document()
    # A document without a word is refused.
    written.add_paragraph("Protokoll")
    for _ in range(random.randint(1, 12)):
        style = random.choice(["Normal", "Normal", "Heading 1", "List Bullet", "Quote"])
        added = written.add_paragraph(style=style)
        for _ in range(random.randint(0, 4)):
            run = added.add_run(words(random) + random.choice(["", " ", "\t"]))
            run.bold = random.random() < 0.2
            if random.random() < 0.1:
                run.add_break(WD_BREAK.LINE)
                added.add_run("danach")
    written.core_properties.created = written.core_properties.modified = datetime.datetime(2026, 1, 1)
    saved = io.BytesIO()
    written.save(saved)
    # The library writes what time it is into the archive.
    out = io.BytesIO()
    with zipfile.ZipFile(saved) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as fixed:
        for name in archive.namelist():
            fixed.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), archive.read(name), zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()
