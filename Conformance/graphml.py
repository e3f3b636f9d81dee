#!/usr/bin/env python3
"""The networks that the demo writes: valid by the schema, and the same in networkx and igraph as in the XML.

usage: graphml.py ANKER SHARED
Makes an environment of its own in .conformance/venv, with the versions named here, and installs xmllint where it is
missing. Closes with 'N passed, N failed'.
"""
import csv
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

from common import Tally, environment, run, xmllint

PACKAGES = ["networkx==3.6.1", "igraph==1.0.0"]
HERE = pathlib.Path(__file__).resolve().parent
NS = "{http://graphml.graphdrawing.org/xmlns}"


def values(element, keys: dict) -> dict:
    """The data of a node or edge by the name of its key, of the type that the key declares."""
    found = {}
    for data in element.findall(NS + "data"):
        name, kind = keys[data.get("key")]
        text = data.text or ""
        found[name] = {"int": int, "long": int, "double": float, "float": float,
                       "boolean": lambda t: t in ("true", "1")}.get(kind, str)(text)
    return found


def as_xml_says(path: pathlib.Path) -> dict:
    """The graph by a plain XML parser, defaults of the keys not filled in."""
    root = ET.parse(path).getroot()
    keys = {key.get("id"): (key.get("attr.name"), key.get("attr.type")) for key in root.iter(NS + "key")}
    graph = root.find(NS + "graph")
    directed = graph.get("edgedefault") == "directed"
    return {
        "directed": directed,
        "defaults": sorted(key.get("id") for key in root.iter(NS + "key") if key.find(NS + "default") is not None),
        "nodes": {node.get("id"): values(node, keys) for node in graph.findall(NS + "node")},
        "edges": {edge.get("id"): {"from": edge.get("source"), "to": edge.get("target"), "values": values(edge, keys)}
                  for edge in graph.findall(NS + "edge")},
    }


def differences(wanted: dict, found: dict, reader: str) -> list[str]:
    said = []
    if wanted["directed"] != found["directed"]:
        said.append(f"{reader}: directed is {found['directed']}")
    for kind in ("nodes", "edges"):
        if set(wanted[kind]) != set(found[kind]):
            said.append(f"{reader}: other {kind}: {sorted(set(wanted[kind]) ^ set(found[kind]))[:3]}")
        for key in sorted(set(wanted[kind]) & set(found[kind])):
            one, other = wanted[kind][key], found[kind][key]
            if kind == "edges":
                ends = (other["from"], other["to"])
                if ends != (one["from"], one["to"]) and (wanted["directed"] or ends != (one["to"], one["from"])):
                    said.append(f"{reader}: edge {key} runs {ends}")
                one, other = one["values"], other["values"]
            wrong = [name for name in one if other.get(name) != one[name]]
            # igraph fills in what a node does not have; that is nothing, not another value.
            more = [name for name in other if name not in one and other[name] not in ("", None, False) and other[name] == other[name]]
            if wrong or more:
                said.append(f"{reader}: {kind} {key}: {wrong + more}: {[other.get(name) for name in wrong + more]}")
    return said


def check_evidence(tally: Tally, anker: str, study: pathlib.Path, name: str, graph: dict):
    """Each edge names its evidence, and each passage or answer it names is in the study."""
    exported = study.parent / "csv"
    run([anker, "export", "csv", exported, "--study", study])
    with open(exported / "responses.csv", encoding="utf-8", newline="") as file:
        answers = {f"{line['survey']}/{line['respondent']}/{line['question']}" for line in csv.DictReader(file)}
    shown: dict[str, bool] = {}
    for key, edge in graph["edges"].items():
        evidence = edge["values"].get("evidence", "")
        if not tally.check(evidence.strip() != "", f"{name}: edge {key} has no evidence"):
            continue
        for citation in re.split(r";\s+", evidence):
            if citation in shown:
                continue
            shown[citation] = citation in answers
            if not shown[citation]:
                place = run([anker, "show", "--study", study, "--", citation])
                shown[citation] = place.status == 0 and place.out.strip() != ""
            tally.check(shown[citation], f"{name}: '{citation}' of edge {key} is not in the study")
    print(f"{name}: {len(graph['nodes'])} nodes, {len(graph['edges'])} edges, "
          f"{'directed' if graph['directed'] else 'undirected'}, {len(shown)} citations, all but {list(shown.values()).count(False)} in the study")


def demo(anker: str, folder: pathlib.Path) -> tuple[pathlib.Path, pathlib.Path]:
    """Runs the demo's pipeline in a copy of its files; returns the exports and the study."""
    for name in ("Fixtures/ostharz", "Codebooks"):
        shutil.copytree(HERE.parent / name, folder / name, ignore=shutil.ignore_patterns("*.anker", ".anker-run"))
    pipeline = folder / "Fixtures/ostharz/pipeline.yaml"
    subprocess.run([anker, "run", pipeline, "--quiet"], check=True, stdout=subprocess.DEVNULL)
    return folder / "Exports/ostharz", folder / "Fixtures/ostharz/ostharz.anker"


def main() -> int:
    anker, shared = sys.argv[1], pathlib.Path(sys.argv[2])
    tally = Tally()
    lint, python = xmllint(), environment("venv", PACKAGES)
    schema = shared / "schemas/graphml-1.1"
    with tempfile.TemporaryDirectory() as temporary:
        out, study = demo(anker, pathlib.Path(temporary))
        files = sorted(out.rglob("*.graphml"))
        tally.check({"actors.graphml", "code-cooccurrence.graphml"} <= {file.name for file in files}, f"the demo wrote {files}")
        for file in files:
            valid = subprocess.run([lint, "--nonet", "--noout", "--schema", "graphml.xsd", file], cwd=schema,
                                   env={**os.environ, "XML_CATALOG_FILES": "catalog.xml"}, capture_output=True, text=True)
            tally.check(valid.returncode == 0, f"{file.name} is not valid: {valid.stderr[:400]}")
            committed = HERE.parent / "Exports/ostharz" / file.relative_to(out)
            if committed.exists():
                tally.check(committed.read_bytes() == file.read_bytes(), f"Exports/ostharz/{file.relative_to(out)} is stale")
            graph = as_xml_says(file)
            read = subprocess.run([python, HERE / "graphml_readers.py", file], capture_output=True, text=True)
            if not tally.check(read.returncode == 0, f"{file.name} does not open: {read.stderr[-400:]}"):
                continue
            for reader, found in json.loads(read.stdout).items():
                # igraph 1.0.0 gives edges the ids of nodes, but keeps their order.
                if isinstance(found["edges"], list) and tally.check(
                        len(found["edges"]) == len(graph["edges"]), f"{file.name}: {reader} has {len(found['edges'])} edges"):
                    found["edges"] = dict(zip(graph["edges"], found["edges"]))
                said = differences(graph, found, reader)
                tally.check(not said, f"{file.name}: {len(said)} differences: {'; '.join(said[:4])}")
            check_evidence(tally, anker, study, file.name, graph)
    return tally.close("graphml")


if __name__ == "__main__":
    sys.exit(main())
