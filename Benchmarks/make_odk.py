#!/usr/bin/env python3
"""Write synthetic ODK submissions (deterministic): an XForm and SUBMISSIONS answers to it, each in a folder of its own.

usage: make_odk.py SUBMISSIONS FOLDER
FOLDER gets form.xml and instances/NAME/submission.xml, as ODK Collect and Briefcase keep them: 12 questions, a group, a
repeat of up to three, one of several choices. Python standard library only.
"""
import pathlib
import random
import sys
import uuid

SUBMISSIONS, FOLDER = int(sys.argv[1]), pathlib.Path(sys.argv[2])
R = random.Random(17)
WORDS = ("Dorfcafé Theater Verein Gemeinde Handwerk Schule Netzwerk Initiative Kulturfestival Harz Begegnung Unterstützung "
         "Förderung Ehrenamt Austausch Region Zukunft gemeinsam gestalten offen anders denken Räume Ideen").split()
CHOICES = ["platz", "laden", "schule", "verein", "kirche"]
PLAIN = [("gemeinde", "string"), ("jahr", "int"), ("anteil", "decimal"), ("besuch", "date"), ("offen", "string"), ("grund", "string")]
FORM = """<?xml version="1.0" encoding="UTF-8"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa"
 xmlns:xsd="http://www.w3.org/2001/XMLSchema">
 <h:head><h:title>Orte im Dorf</h:title><model>
  <instance><data id="orte" version="2025030101"><start/><end/>{names}<art/><nutzung/>
   <kontakt><name/><rolle/></kontakt><treffen jr:template=""><wo/><wie_oft/></treffen><meta><instanceID/></meta></data></instance>
  <bind nodeset="/data/start" type="dateTime" jr:preload="timestamp" jr:preloadParams="start"/>
  <bind nodeset="/data/end" type="dateTime" jr:preload="timestamp" jr:preloadParams="end"/>
  {binds}
  <bind nodeset="/data/art" type="select1"/><bind nodeset="/data/nutzung" type="select"/>
  <bind nodeset="/data/kontakt/name" type="string"/><bind nodeset="/data/kontakt/rolle" type="string"/>
  <bind nodeset="/data/treffen/wo" type="string"/><bind nodeset="/data/treffen/wie_oft" type="int"/>
  <bind nodeset="/data/meta/instanceID" type="string" readonly="true()" calculate="concat('uuid:', uuid())"/>
 </model></h:head>
 <h:body>{inputs}
  <select1 ref="/data/art"><label>Art des Ortes</label>{items}</select1>
  <select ref="/data/nutzung"><label>Nutzung</label>{items}</select>
  <group ref="/data/kontakt"><label>Kontakt</label><input ref="/data/kontakt/name"><label>Name</label></input>
   <input ref="/data/kontakt/rolle"><label>Rolle</label></input></group>
  <group ref="/data/treffen"><label>Treffen</label><repeat nodeset="/data/treffen"><input ref="/data/treffen/wo"><label>Wo?</label></input>
   <input ref="/data/treffen/wie_oft"><label>Wie oft?</label></input></repeat></group>
 </h:body>
</h:html>
"""


def words(low, high):
    return " ".join(R.choice(WORDS) for _ in range(R.randint(low, high)))


def form():
    items = "".join(f"<item><label>{choice.capitalize()}</label><value>{choice}</value></item>" for choice in CHOICES)
    return FORM.format(
        names="".join(f"<{name}/>" for name, _ in PLAIN), items=items,
        binds="".join(f'<bind nodeset="/data/{name}" type="{kind}"/>' for name, kind in PLAIN),
        inputs="".join(f'<input ref="/data/{name}"><label>{words(2, 5)}?</label></input>' for name, _ in PLAIN))


def submission(identity):
    day = f"2025-{R.randint(3, 9):02d}-{R.randint(1, 28):02d}"
    values = [words(1, 2), R.randint(1950, 2025), f"{R.random():.3f}", day, words(8, 40), words(5, 20) if R.random() < 0.7 else ""]
    plain = "".join(f"<{name}>{value}</{name}>" if value != "" else f"<{name}/>" for (name, _), value in zip(PLAIN, values))
    meetings = "".join(f"<treffen><wo>{words(1, 3)}</wo><wie_oft>{R.randint(1, 50)}</wie_oft></treffen>"
                       for _ in range(R.randint(0, 3)))
    several = " ".join(sorted(R.sample(CHOICES, R.randint(1, 4))))
    return (f'<?xml version="1.0" ?><data id="orte" version="2025030101"><start>{day}T09:00:00.000+02:00</start>'
            f"<end>{day}T09:20:00.000+02:00</end>{plain}<art>{R.choice(CHOICES)}</art><nutzung>{several}</nutzung>"
            f"<kontakt><name>{words(1, 2)}</name><rolle>{words(1, 1)}</rolle></kontakt>{meetings}"
            f"<meta><instanceID>uuid:{identity}</instanceID></meta></data>")


FOLDER.mkdir(parents=True)
(FOLDER / "form.xml").write_text(form(), encoding="utf-8")
for _ in range(SUBMISSIONS):
    identity = uuid.UUID(int=R.getrandbits(128), version=4)
    folder = FOLDER / "instances" / f"uuid{identity}"
    folder.mkdir(parents=True)
    (folder / "submission.xml").write_text(submission(identity), encoding="utf-8")
print(f"{FOLDER}: {SUBMISSIONS} submissions")
