#!/usr/bin/env python3
"""Networks beside igraph's C core, whole works in turn on the same random networks; prints a Markdown table.

usage: networks.py TRIAL [--rounds N]
TRIAL is the built NetworkTrial; igraph is installed into .conformance/network-venv.
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

from bench import environment

PACKAGES = ["igraph==1.0.0"]
PEER = """
import igraph, json, sys, time
work, edges, out = sys.argv[1:4]
graph = igraph.Graph.Read_Edgelist(edges, directed=False)
if work == "write":
    kinds = ["Initiative", "Kommune", "Verein", "Netzwerkakteur", "Schule"]
    graph.vs["name"] = [f"a{number:012x}" for number in range(graph.vcount())]
    graph.vs["label"] = [f"Öffentlicher Raum {number}" for number in range(graph.vcount())]
    graph.vs["ap_class"] = [kinds[number % 5] for number in range(graph.vcount())]
    graph.vs["n_ties"] = [number % 17 for number in range(graph.vcount())]
    graph.es["weight"] = [float(number % 5 + 1) for number in range(graph.ecount())]
    graph.es["relation"] = ["Unterstützung"] * graph.ecount()
start = time.perf_counter()
check = graph.write_graphml(out) or graph.ecount() if work == "write" else sum(graph.betweenness())
print(json.dumps({"seconds": time.perf_counter() - start, "check": check}))
"""


def once(command: list) -> tuple[float, float, float]:
    """Seconds of the work, its result, and the peak memory of the process in MB."""
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, text=True)
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command} ended with {status}")
    found = json.loads(said)
    return found["seconds"], found["check"], usage.ru_maxrss / 1024


def spread(values: list[float]) -> str:
    return f"{min(values):.2f} / {statistics.median(values):.2f} / {max(values):.2f}"


def main():
    options = argparse.ArgumentParser()
    options.add_argument("trial", type=pathlib.Path)
    options.add_argument("--rounds", type=int, default=3)
    options = options.parse_args()
    trial, python = options.trial.resolve(), environment("network-venv", PACKAGES)
    print("Seconds are min / median / max of the work alone, without making or reading the network.\n")
    print("| work | seconds | igraph | ratio | peak memory |\n|---|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        for work, nodes, edges, last in (
                ("write", 20_000, 200_000, folder / "out.graphml"), ("betweenness", 10_000, 60_000, ""),
                ("measures", 2_000, 20_000, ""), ("permutations", 2_000, 20_000, "200")):
            listed = folder / f"{work}.edges"
            once([trial, "edges", nodes, edges, listed])
            ours, theirs = [], []
            for _ in range(options.rounds):
                ours.append(once([trial, work, nodes, edges, last]))
                if work in ("write", "betweenness"):
                    theirs.append(once([python, "-c", PEER, work, listed, folder / "peer.graphml"]))
                    if abs(ours[-1][1] - theirs[-1][1]) > 1e-6 * theirs[-1][1]:
                        sys.exit(f"{work}: {ours[-1][1]} is not {theirs[-1][1]}")
            ratios = [one[0] / other[0] for one, other in zip(ours, theirs)]
            print(f"| {work}, {nodes} nodes, {edges} edges{', ' + last + ' rounds' if work == 'permutations' else ''} "
                  f"| {spread([one[0] for one in ours])} | {spread([one[0] for one in theirs]) if theirs else ''} "
                  f"| {spread(ratios) if ratios else ''} | {max(one[2] for one in ours):.0f} MB |", flush=True)


if __name__ == "__main__":
    main()
