#!/usr/bin/env python3
"""Write synthetic interviews (deterministic): FILES transcripts of TURNS turns, in equal parts as txt, vtt and docx.

usage: make_transcripts.py FILES TURNS FOLDER
A turn has 5 to 40 words. Python standard library only.
"""
import pathlib
import random
import sys
import zipfile
from xml.sax.saxutils import escape

FILES, TURNS, FOLDER = int(sys.argv[1]), int(sys.argv[2]), pathlib.Path(sys.argv[3])
R = random.Random(13)
WORDS = ("Dorfcafé Theater Verein Gemeinde Handwerk Schule Netzwerk Initiative Kulturfestival Harz Begegnung Unterstützung "
         "Förderung Ehrenamt Bürgermeisterin Austausch Region Zukunft gemeinsam gestalten offen anders denken Räume Ideen "
         "und oder wir haben das damals einfach gemacht weil niemand sonst es tat").split()
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
         '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
         '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
         'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')
RELATIONS = ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
             '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
             'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
             'Target="word/document.xml"/></Relationships>')


def turns():
    for number in range(TURNS):
        words = " ".join(R.choice(WORDS) for _ in range(R.randint(5, 40)))
        yield ("I" if number % 2 == 0 else "B"), words[0].upper() + words[1:] + "."


def stamp(seconds):
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.000"


def txt(path):
    path.write_text("".join(f"{speaker}: {words}\n\n" for speaker, words in turns()), encoding="utf-8")


def vtt(path):
    path.write_text("WEBVTT\n\n" + "".join(
        f"{stamp(8 * number)} --> {stamp(8 * number + 7)}\n<v {speaker}>{words}\n\n"
        for number, (speaker, words) in enumerate(turns())), encoding="utf-8")


def docx(path):
    def run(text, properties=""):
        return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'

    body = "".join(f"<w:p><w:pPr><w:spacing w:after=\"120\"/></w:pPr>{run(speaker + ': ', '<w:rPr><w:b/></w:rPr>')}{run(words)}</w:p>"
                   for speaker, words in turns())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in [("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS),
                              ("word/document.xml", '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
                               f"<w:document {W}><w:body>{body}</w:body></w:document>")]:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)


FOLDER.mkdir(parents=True)
for number in range(FILES):
    write = (txt, vtt, docx)[number % 3]
    write(FOLDER / f"interview-{number + 1:04d}.{write.__name__}")
print(f"{FOLDER}: {FILES} transcripts of {TURNS} turns")
