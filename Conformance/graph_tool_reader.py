#!/usr/bin/env python3
"""Opens a GraphML file in graph-tool and prints what it holds as JSON. Run by networks.py with the system's Python, for which it is packaged."""
import json
import sys

import graph_tool

graph = graph_tool.load_graph(sys.argv[1])
ids, labels = graph.vp["_graphml_vertex_id"], graph.vp["label"]
weights = graph.ep["weight"]
json.dump({
    "directed": graph.is_directed(),
    "labels": {ids[node]: labels[node] for node in graph.vertices()},
    "edges": [[ids[edge.source()], ids[edge.target()], float(weights[edge])] for edge in graph.edges()],
}, sys.stdout)
