#!/usr/bin/env python3
"""Opens a GraphML file in networkx and igraph, and prints what each holds as JSON. Run by graphml.py in its environment."""
import json
import math
import sys
import warnings

import igraph
import networkx

path = sys.argv[1]
# A reader that warns has left something out.
warnings.simplefilter("error")


def clean(values: dict) -> dict:
    return {name: None if isinstance(value, float) and math.isnan(value) else value for name, value in values.items()}


def by_networkx() -> dict:
    graph = networkx.read_graphml(path)
    edges = {}
    for source, target, *key, values in (graph.edges(keys=True, data=True) if graph.is_multigraph() else graph.edges(data=True)):
        # A graph without parallel edges keeps the id as a value, one with them as the key.
        name = key[0] if key else values.pop("id", f"{source}-{target}")
        edges[name] = {"from": source, "to": target, "values": clean(values)}
    return {"directed": graph.is_directed(), "nodes": {node: clean(values) for node, values in graph.nodes(data=True)}, "edges": edges}


def by_igraph() -> dict:
    graph = igraph.Graph.Read_GraphML(path)
    ids = graph.vs["id"]
    nodes = {vertex["id"]: clean({k: v for k, v in vertex.attributes().items() if k != "id"}) for vertex in graph.vs}
    edges = [
        {"from": ids[edge.source], "to": ids[edge.target],
                     "values": clean({k: v for k, v in edge.attributes().items() if k != "id"})}
        for edge in graph.es]
    return {"directed": graph.is_directed(), "nodes": nodes, "edges": edges}


json.dump({"networkx": by_networkx(), "igraph": by_igraph()}, sys.stdout)
