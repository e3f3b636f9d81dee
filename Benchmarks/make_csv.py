#!/usr/bin/env python3
"""Write the sheet of make_ods.py as CSV: separator ',', UTF-8, texts as they stand, dates as ISO 8601.

usage: make_csv.py SHEET.ods OUT.csv
Python standard library only.
"""
import csv
import sys
import xml.etree.ElementTree as xml
import zipfile

SHEET, OUT = sys.argv[1:3]
TABLE, OFFICE = ("{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}" % name for name in ("table", "office"))


def cells(row):
    for cell in row:
        kind = cell.get(OFFICE + "value-type")
        value = {"float": OFFICE + "value", "date": OFFICE + "date-value"}.get(kind)
        text = cell.get(value) if value else "".join(cell.itertext()) if kind else ""
        yield from [text] * int(cell.get(TABLE + "number-columns-repeated", 1))


with zipfile.ZipFile(SHEET) as archive, archive.open("content.xml") as content, \
        open(OUT, "w", encoding="utf-8", newline="") as out:
    writer = csv.writer(out, lineterminator="\n")
    for _, element in xml.iterparse(content):
        if element.tag == TABLE + "table-row":
            writer.writerow(cells(element))
            element.clear()
