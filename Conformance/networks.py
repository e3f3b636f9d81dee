#!/usr/bin/env python3
"""Networks in each format that programs read: valid by the schema where there is one, and the same in networkx, igraph and graph-tool.

usage: networks.py ANKER SHARED
The networks are those of the demo, and one of actors whose names are hostile. Closes with 'N passed, N failed'.
"""
import csv
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

from common import Tally, environment, run, xmllint
from graphml import PACKAGES, demo

HERE = pathlib.Path(__file__).resolve().parent
GEXF = "{http://gexf.net/1.3}"
#: Each sort of network, and what can be asked of it.
NETWORKS = {
    "actors": ["actors"],
    "actors-both": ["actors", "--direction", "directed"],
    "actors-plain": ["actors", "--direction", "undirected"],
    "actors-trimmed": ["actors", "--backbone", "0.3", "--tied-only", "--parallels", "by-pair"],
    "ego": ["ego", "Initiative 1"],
    "events": ["actor-by-event", "--events", "Netzwerkakteur", "Verein"],
    "shared-events": ["actor-by-event", "--events", "Netzwerkakteur", "--project", "actor"],
    "findings": ["actor-by-finding"],
    "agreement": ["actor-by-finding", "--project", "actor"],
    "code-cooccurrence": ["code-cooccurrence"],
    "npmi": ["code-cooccurrence", "--weight", "npmi"],
    "cases": ["code-by-case", "--normalise", "activity"],
    "codebook": ["codebook"],
    "speakers": ["speakers"],
}
#: As the reference of networks asks: no reader may lose one of them.
HOSTILE = [
    "A & B <c>", 'Dorfcafé "Äther"', "it\'s", "a, b; c", "-dash", "Zwei  Blanks", "👩‍👧 Familie", "שלום", "null", "INFRA", "NaN", "=1+1",
    "0", "true", "back\\slash", "x" * 10_000, "%d %s", "]]>", "&amp;", "*Vertices", "dl n=3", "ǅ", "e\u0301tage",
]


def hostile(anker: str, folder: pathlib.Path) -> pathlib.Path:
    """A study in which each of the actors is tied to the next."""
    study, talk = folder / "hostile.anker", folder / "gespraech.txt"
    talk.write_text("I: Wer hilft wem?\nB: Alle helfen einander.\n", encoding="utf-8")
    names = sorted({name.strip() for name in HOSTILE}, key=HOSTILE.index)
    (folder / "actors.jsonl").write_text("".join(json.dumps({"name": name, "kind": "Initiative"}) + "\n" for name in names))
    evidence = [{"source": "gespraech", "quote": "Alle helfen einander."}]
    (folder / "ties.jsonl").write_text("".join(
        json.dumps({"from": one, "to": other, "kind": "Unterstützung", "evidence": evidence}) + "\n"
        for one, other in zip(names, names[1:]) if one != other))
    codebook = HERE.parent / "Codebooks/vier-erkenntnisse.yaml"
    for command in (["init", study, "--codebook", codebook], ["import", talk], ["actor", "add", "--from", folder / "actors.jsonl"],
                    ["tie", "add", "--from", folder / "ties.jsonl"]):
        done = run([anker, *command], env={"ANKER_STUDY": str(study), "ANKER_CODER": "AB"})
        assert done.status == 0, (command, done.err)
    return study


def wanted(path: pathlib.Path) -> dict:
    """What is in the network, by the node-link JSON, which a plain JSON parser reads."""
    held = json.loads(path.read_text(encoding="utf-8"))
    return {
        "directed": held["directed"],
        "labels": {node["id"]: " ".join(node["label"].split("\n")) for node in held["nodes"]},
        "edges": sorted([edge["source"], edge["target"], float(edge.get("weight", 1))] for edge in held["edges"]),
    }


def same(one: list, other: list, directed: bool) -> bool:
    order = (lambda edge: edge) if directed else (lambda edge: sorted(edge[:2]) + edge[2:])
    return sorted(order(edge) for edge in one) == sorted(order(edge) for edge in other)


def check_gexf(tally: Tally, path: pathlib.Path, graph: dict, shared: pathlib.Path):
    valid = subprocess.run([xmllint(), "--nonet", "--noout", "--relaxng", shared / "schemas/gexf-1.3/gexf.rng", path],
                           capture_output=True, text=True)
    tally.check(valid.returncode == 0, f"{path.name} is not valid: {valid.stderr[:300]}")
    root = ET.parse(path).getroot()
    labels = {node.get("id"): node.get("label") for node in root.iter(GEXF + "node")}
    tally.check(labels == graph["labels"], f"{path.name}: other nodes or labels")


def check_csv(tally: Tally, stem: pathlib.Path, graph: dict):
    with open(f"{stem}-nodes.csv", encoding="utf-8", newline="") as file:
        labels = {row["Id"]: row["Label"] for row in csv.DictReader(file)}
    with open(f"{stem}-edges.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    tally.check(labels == graph["labels"], f"{stem.name}-nodes.csv: other nodes or labels")
    tally.check(same([[row["Source"], row["Target"], float(row["Weight"])] for row in rows], graph["edges"], graph["directed"]),
                f"{stem.name}-edges.csv: other edges")
    tally.check({row["Type"] for row in rows} <= {"Directed" if graph["directed"] else "Undirected"},
                f"{stem.name}-edges.csv: another direction")


def check_readers(tally: Tally, python: pathlib.Path, stem: pathlib.Path, graph: dict):
    read = subprocess.run([python, HERE / "network_readers.py", stem], capture_output=True, text=True)
    other = subprocess.run(["/usr/bin/python3", HERE / "graph_tool_reader.py", f"{stem}.graphml"], capture_output=True, text=True)
    if not tally.check(read.returncode == 0, f"{stem.name}: a reader failed: {read.stderr[-400:]}"):
        return
    if not tally.check(other.returncode == 0, f"{stem.name}: graph-tool failed: {other.stderr[-400:]}"):
        return
    for reader, found in (json.loads(read.stdout) | {"graphml, graph-tool": json.loads(other.stdout)}).items():
        what = f"{stem.name} by {reader}"
        tally.check(found["directed"] == (graph["directed"] or reader == "dl, igraph"), f"{what}: directed is {found['directed']}")
        if "labels" in found:
            tally.check(found["labels"] == graph["labels"], f"{what}: other nodes or labels")
            tally.check(same(found["edges"], graph["edges"], graph["directed"]), f"{what}: other edges")
            continue
        # Formats without ids: how many nodes and edges there are, and how much they weigh.
        twice = 2 if reader == "dl, igraph" and not graph["directed"] else 1
        tally.check(found["nodes"] == len(graph["labels"]), f"{what}: {found['nodes']} nodes")
        tally.check(sorted(found["weights"]) == sorted([edge[2] for edge in graph["edges"]] * twice), f"{what}: other weights")


def main() -> int:
    anker, shared = sys.argv[1], pathlib.Path(sys.argv[2])
    tally = Tally()
    python = environment("venv", PACKAGES)
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        _, ostharz = demo(anker, folder)
        studies = {"ostharz": ostharz, "hostile": hostile(anker, folder)}
        for name, study in studies.items():
            for network, command in NETWORKS.items():
                if name == "hostile" and not command[0].startswith("actors"):
                    continue
                stem = folder / f"{name}-{network}"
                for ending in ("json", "graphml", "gexf", "csv", "net", "dl", "dot"):
                    done = run([anker, "network", "export", *command, "--output", f"{stem}.{ending}", "--study", study])
                    tally.check(done.status == 0, f"{stem.name}.{ending}: {done.err[:200]}")
                graph = wanted(pathlib.Path(f"{stem}.json"))
                tally.check(len(graph["labels"]) > 1 and len(graph["edges"]) > 1, f"{stem.name}: holds {len(graph['edges'])} edges")
                check_gexf(tally, pathlib.Path(f"{stem}.gexf"), graph, shared)
                check_csv(tally, stem, graph)
                check_readers(tally, python, stem, graph)
                valid = run([anker, "network", "validate", f"{stem}.graphml", "--json"])
                lost = [line for line in valid.out.splitlines() if json.loads(line)["severity"] == "error"]
                tally.check(valid.status == 0 and not lost, f"{stem.name}.graphml: validate says {lost[:2]}")
    return tally.close("networks")


if __name__ == "__main__":
    sys.exit(main())
