"""Measures of small networks as networkx and igraph compute them; written to golden.json.

    pip install networkx==3.6.1 igraph==1.0.0 numpy==2.4.6 scipy==1.17.1
    python3 golden.py > golden.json

Tests read the values and never run this. `sna.R` writes those of R's sna, from the networks that stand in golden.json.
"""
import json
import math
import random

import igraph
import networkx as nx

KINDS = ["net", "ini", "kom", "hw", "sch"]


def fixture():
    edges = "N1-I1 3, N1-I2 2, N1-I3 1, N1-N2 2, N2-I4 4, N2-K1 1, I1-I2 1, I3-K1 2, I4-S1 1, I4-H1 1, K1-S1 1"
    names = ["N1", "N2", "I1", "I2", "I3", "I4", "K1", "H1", "S1"]
    kinds = {"N": "net", "I": "ini", "K": "kom", "H": "hw", "S": "sch"}
    pairs = [part.split() for part in edges.split(", ")]
    ends = [(*pair.split("-"), float(weight)) for pair, weight in pairs]
    return names, [kinds[name[0]] for name in names], [(names.index(a), names.index(b), w) for a, b, w in ends]


def directed_fixture():
    names = ["N1", "N2", "I1", "I2", "K1"]
    kinds = ["net", "net", "ini", "ini", "kom"]
    arcs = "N1>I1 N1>I2 I1>N1 I2>K1 K1>N2 N2>I2 I1>I2".split()
    return names, kinds, [(names.index(arc.split(">")[0]), names.index(arc.split(">")[1]), 1.0) for arc in arcs]


def drawn(seed, count, edges, directed, weights, parts=1):
    """A random network; of several parts none is tied to another, and the last node is alone."""
    draw = random.Random(seed)
    found = {}
    while len(found) < edges:
        a, b = draw.randrange(count - 1), draw.randrange(count - 1)
        if a == b or a % parts != b % parts:
            continue
        if not directed and a > b:
            a, b = b, a
        found[(a, b)] = draw.choice(weights)
    names = [f"n{index}" for index in range(count)]
    return names, [draw.choice(KINDS) for _ in names], [(a, b, w) for (a, b), w in sorted(found.items())]


def chain(count):
    return [f"n{i}" for i in range(count)], ["ini"] * count, [(i, i + 1, 1.0) for i in range(count - 1)]


def complete(count):
    return [f"n{i}" for i in range(count)], ["ini", "net"] * (count // 2), [
        (i, j, 2.0) for i in range(count) for j in range(i + 1, count)]


NETWORKS = {
    "fixture": (False, fixture()),
    "directed fixture": (True, directed_fixture()),
    "weighted": (False, drawn(1, 60, 150, False, [1, 2, 3, 5, 8])),
    "parts": (False, drawn(2, 61, 90, False, [1.0], parts=3)),
    "parts, weighted": (False, drawn(3, 61, 80, False, [0.5, 1, 1.5, 4], parts=2)),
    "arcs": (True, drawn(4, 50, 200, True, [1.0])),
    "arcs, weighted": (True, drawn(5, 50, 220, True, [1, 2, 4, 6], parts=2)),
    "sparse": (False, drawn(6, 80, 60, False, [1, 3])),
    "chain": (False, chain(12)),
    "complete": (False, complete(8)),
    "nothing": (False, (["a", "b", "c"], ["ini", "net", "ini"], [])),
}


def clean(value):
    if isinstance(value, float) and math.isnan(value):
        return None
    return value


def of_nodes(values, count):
    return [clean(values.get(node)) for node in range(count)]


def fragmentation(graph):
    count = graph.number_of_nodes()
    if count < 2:
        return 0.0
    return 1 - sum(len(c) * (len(c) - 1) for c in nx.connected_components(graph)) / (count * (count - 1))


def measure(directed, names, kinds, edges):
    count = len(names)
    graph = (nx.DiGraph if directed else nx.Graph)()
    graph.add_nodes_from(range(count))
    for a, b, w in edges:
        graph.add_edge(a, b, weight=w, length=1 / w)
    # Both directions of a pair as one edge with the sum of their weights.
    both = nx.Graph()
    both.add_nodes_from(range(count))
    for a, b, w in edges:
        both.add_edge(a, b, weight=w + (both[a][b]["weight"] if both.has_edge(a, b) else 0))
    ig = igraph.Graph(n=count, edges=[(a, b) for a, b, _ in edges], directed=directed)
    lengths = [1 / w for _, _, w in edges]
    nodes, whole = {}, {}
    nodes["degree"] = of_nodes(dict(graph.degree()), count)
    nodes["strength"] = of_nodes(dict(graph.degree(weight="weight")), count)
    if directed:
        nodes["strength out"] = of_nodes(dict(graph.out_degree(weight="weight")), count)
        nodes["degree into"] = of_nodes(dict(graph.in_degree()), count)
        nodes["strong component"] = ig.connected_components(mode="strong").membership
        whole["reciprocity"] = nx.overall_reciprocity(graph) if edges else None
    nodes["betweenness"] = of_nodes(nx.betweenness_centrality(graph, normalized=False), count)
    # igraph takes lengths that differ by rounding alone for the same, networkx does not.
    nodes["betweenness by length"] = ig.betweenness(directed=directed, weights=lengths) if edges else [0.0] * count
    nodes["harmonic"] = of_nodes(nx.harmonic_centrality(graph), count)
    nodes["harmonic by length"] = of_nodes(nx.harmonic_centrality(graph, distance="length"), count)
    nodes["pagerank"] = of_nodes(nx.pagerank(graph, tol=1e-15, max_iter=10000), count)
    parts = sorted(nx.connected_components(both), key=lambda part: (-len(part), min(part)))
    if len(parts[0]) > 1:
        nodes["eigenvector"] = of_nodes(nx.eigenvector_centrality_numpy(both.subgraph(sorted(parts[0])), weight="weight"), count)
    nodes["core"] = of_nodes(nx.core_number(graph), count)
    nodes["component"] = igraph.Graph(n=count, edges=[(a, b) for a, b, _ in edges]).connected_components().membership
    nodes["clustering"] = [
        value if both.degree(node) > 1 else None for node, value in sorted(nx.clustering(both).items())]
    nodes["constraint"] = of_nodes(nx.constraint(both, weight="weight"), count)
    # networkx gives 0 for a node of degree 1 without a weight, where the formula gives 1.
    nodes["effective size"] = [
        None if both.degree(node) == 0
        else both.degree(node) - 2 * both.subgraph(both[node]).number_of_edges() / both.degree(node) for node in range(count)]
    cut = set(nx.articulation_points(both))
    nodes["articulation"] = [node in cut for node in range(count)]
    without = []
    for node in range(count):
        rest = both.copy()
        rest.remove_node(node)
        without.append(fragmentation(rest))
    nodes["fragmentation without"] = without
    whole["bridges"] = sorted([min(a, b), max(a, b)] for a, b in nx.bridges(both))
    whole["fragmentation"] = fragmentation(both)
    whole["density"] = nx.density(graph)
    whole["transitivity"] = nx.transitivity(both) if any(d > 1 for _, d in both.degree()) else None
    whole["mean clustering"] = nx.average_clustering(both)
    nx.set_node_attributes(graph, dict(enumerate(kinds)), "kind")
    whole["assortativity"] = clean(nx.attribute_assortativity_coefficient(graph, "kind")) if edges else None
    across = sum(kinds[a] != kinds[b] for a, b, _ in edges)
    whole["E-I"] = (2 * across - len(edges)) / len(edges) if edges else None
    halves = [index % 2 for index in range(count)]
    whole["modularity of odd and even"] = nx.community.modularity(
        both, [{n for n in both if halves[n] == h} for h in (0, 1)]) if edges else None
    if edges:
        ig_both = igraph.Graph(n=count, edges=list(both.edges()))
        weights = [d["weight"] for *_, d in both.edges(data=True)]
        random.seed(7)
        whole["modularity, best of igraph"] = max(
            ig_both.modularity(ig_both.community_leiden("modularity", weights=weights, n_iterations=-1), weights=weights)
            for _ in range(50))
    diversity = []
    for node in range(count):
        near = [kinds[other] for other in both[node]]
        shares = [near.count(kind) / len(near) for kind in set(near)]
        diversity.append(None if not near else [
            1 - sum(s * s for s in shares), (1 - sum(s * s for s in shares)) * 5 / 4, -sum(s * math.log(s) for s in shares)])
    nodes["diversity"] = diversity
    return {"directed": directed, "kinds": kinds, "edges": [list(edge) for edge in edges], "nodes": nodes, "whole": whole}


result = [{"name": name, **measure(directed, *network)} for name, (directed, network) in NETWORKS.items()]
print(json.dumps(result, separators=(",", ":"), sort_keys=True))
