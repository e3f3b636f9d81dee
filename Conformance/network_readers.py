#!/usr/bin/env python3
"""Opens a network in the formats that networkx and igraph read, and prints what each holds as JSON. Run by networks.py."""
import json
import sys
import warnings

import igraph
import networkx

stem = sys.argv[1]
# A reader that warns has left something out.
warnings.simplefilter("error")


def by_networkx(graph) -> dict:
    return {
        "directed": graph.is_directed(),
        "labels": {node: values["label"] for node, values in graph.nodes(data=True)},
        "edges": [[source, target, float(values.get("weight", 1))] for source, target, values in graph.edges(data=True)],
    }


def by_igraph(graph) -> dict:
    ids = graph.vs["id"]
    return {
        "directed": graph.is_directed(),
        "labels": dict(zip(ids, graph.vs["label"])),
        "edges": [[ids[edge.source], ids[edge.target], edge["weight"]] for edge in graph.es],
    }


def counted(graph) -> dict:
    return {"directed": graph.is_directed(), "nodes": graph.vcount(), "weights": graph.es["weight"]}


def pajek() -> dict:
    graph = networkx.read_pajek(stem + ".net")
    # networkx knows nodes by their labels, so that those of one label are one.
    return {"directed": graph.is_directed(), "nodes": len(igraph.Graph.Read_Pajek(stem + ".net").vs),
            "weights": [values["weight"] for _, _, values in graph.edges(data=True)]}


with open(stem + ".json", encoding="utf-8") as file:
    linked = networkx.node_link_graph(json.load(file), edges="edges")
for _, values in linked.nodes(data=True):
    values["label"] = " ".join(values["label"].split("\n"))
json.dump({
    "json, networkx": by_networkx(linked),
    "graphml, networkx": by_networkx(networkx.read_graphml(stem + ".graphml")),
    "graphml, igraph": by_igraph(igraph.Graph.Read_GraphML(stem + ".graphml")),
    "gexf, networkx": by_networkx(networkx.read_gexf(stem + ".gexf")),
    "pajek, networkx": pajek(),
    "pajek, igraph": counted(igraph.Graph.Read_Pajek(stem + ".net")),
    "dl, igraph": counted(igraph.Graph.Read_DL(stem + ".dl")),
}, sys.stdout)
