#!/usr/bin/env python3
"""Write a synthetic LimeSurvey survey (deterministic): structure and ROWS responses to 20 questions.

usage: make_lsr.py ROWS FOLDER
FOLDER gets survey_625219.lss and survey_625219.lsr. Columns: 4 lists, 4 boxes to tick,
3 numbers, a date, 5 short texts, 3 long free texts. A fifth of the respondents was not shown the last five; some places
are left empty. Python standard library only.
"""
import pathlib
import random
import sys

ROWS, FOLDER = int(sys.argv[1]), pathlib.Path(sys.argv[2])
R = random.Random(11)
WORDS = ("Dorfcafé Theater Verein Gemeinde Handwerk Schule Netzwerk Initiative Kulturfestival Harz Begegnung Unterstützung "
         "Förderung Ehrenamt Bürgermeisterin Austausch Region Zukunft gemeinsam gestalten offen anders denken Räume Ideen "
         "& Projekte").split()
SURVEY, GROUP = 625219, 3
#: Title, type, parts: L a list, M boxes, N a number, D a date, S a short and T a long text.
QUESTIONS = ([(f"L{n}", "L", 0) for n in range(1, 5)] + [("M1", "M", 4)] + [(f"N{n}", "N", 0) for n in range(1, 4)]
             + [("D1", "D", 0)] + [(f"S{n}", "S", 0) for n in range(1, 6)] + [(f"T{n}", "T", 0) for n in range(1, 4)])
FIXED = ["id", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp"]


def words(low, high):
    return " ".join(R.choice(WORDS) for _ in range(R.randint(low, high)))


def table(name, fields, rows):
    head = "".join(f"   <fieldname>{field}</fieldname>\n" for field in fields)
    body = "".join("   <row>\n" + "".join(f"    <{field}><![CDATA[{value}]]></{field}>\n" for field, value in zip(fields, row))
                   + "   </row>\n" for row in rows)
    return f" <{name}>\n  <fields>\n{head}  </fields>\n  <rows>\n{body}  </rows>\n </{name}>\n"


def head(kind):
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<document>\n'
            f" <LimeSurveyDocType>{kind}</LimeSurveyDocType>\n <DBVersion>605</DBVersion>\n"
            " <languages>\n  <language>de</language>\n </languages>\n")


def structure():
    questions, texts, answers, answer_texts, places = [], [], [], [], []

    def question(number, parent, title, kind, order):
        questions.append((number, parent, SURVEY, GROUP, kind, title, "N", order, 0))
        texts.append((number, number, words(3, 8) + "?", "de"))

    number = 100
    for order, (title, kind, parts) in enumerate(QUESTIONS):
        number += 1
        main = number
        question(main, 0, title, kind, order)
        if kind == "L":
            for code in range(1, 6):
                answer = main * 10 + code
                answers.append((answer, main, f"A{code}", code, 0, 0))
                answer_texts.append((answer, answer, words(1, 3), "de"))
        for part in range(1, parts + 1):
            number += 1
            question(number, main, f"SQ00{part}", "T", part)
            places.append((f"{SURVEY}X{GROUP}X{main}SQ00{part}", kind))
        if not parts:
            places.append((f"{SURVEY}X{GROUP}X{main}", kind))
    content = (head("Survey") + table("answers", ["aid", "qid", "code", "sortorder", "assessment_value", "scale_id"], answers)
               + table("answer_l10ns", ["id", "aid", "answer", "language"], answer_texts)
               + table("groups", ["gid", "sid", "group_order"], [(GROUP, SURVEY, 0)])
               + table("group_l10ns", ["id", "gid", "group_name", "language"], [(1, GROUP, "Fragen", "de")])
               + table("questions", ["qid", "parent_qid", "sid", "gid", "type", "title", "other", "question_order", "scale_id"],
                       questions)
               + table("question_l10ns", ["id", "qid", "question", "language"], texts)
               + table("surveys", ["sid", "language"], [(SURVEY, "de")])
               + table("surveys_languagesettings", ["surveyls_survey_id", "surveyls_language", "surveyls_title"],
                       [(SURVEY, "de", "Große Befragung")])
               + "</document>\n")
    return content, places


def answer(kind):
    if R.random() < 0.05:
        return ""
    return {"L": lambda: f"A{R.randint(1, 5)}", "M": lambda: R.choice(["Y", ""]), "N": lambda: f"{R.randint(0, 90)}.0000000000",
            "D": lambda: f"2025-{R.randint(1, 12):02d}-{R.randint(1, 28):02d} 00:00:00", "S": lambda: words(1, 4),
            "T": lambda: words(10, 60)}[kind]()


def response(number, places):
    shown = places if R.random() < 0.8 else places[:-5]
    start, end = (f"2025-03-{number % 28 + 1:02d} {10 + part}:17:11" for part in range(2))
    cells = list(zip(FIXED, (number, end, 3, "de", R.randint(1, 1 << 31), start, end)))
    cells += [("_" + column, answer(kind)) for column, kind in shown]
    return ("   <row>\n" + "".join(
        f"    <{name}><![CDATA[{value}]]></{name}>\n" if value != "" else f"    <{name}/>\n" for name, value in cells)
        + "   </row>\n")


FOLDER.mkdir(parents=True)
content, places = structure()
(FOLDER / f"survey_{SURVEY}.lss").write_text(content, encoding="utf-8")
with open(FOLDER / f"survey_{SURVEY}.lsr", "w", encoding="utf-8") as file:
    file.write(head("Responses") + " <responses>\n  <fields>\n")
    file.writelines(f"   <fieldname>{name}</fieldname>\n" for name in FIXED + [column for column, _ in places])
    file.write("  </fields>\n  <rows>\n")
    for number in range(1, ROWS + 1):
        file.write(response(number, places))
    file.write("  </rows>\n </responses>\n</document>\n")
print(f"{FOLDER}: {ROWS} responses")
