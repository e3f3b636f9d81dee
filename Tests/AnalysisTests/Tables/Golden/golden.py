"""Computes the values that TablesGoldenTests expects, with pandas and SciPy.

pip install --target py pandas==3.1.1 scipy==1.17.1 numpy==2.4.6
PYTHONPATH=py python3 golden.py > golden.json

tables: scipy.stats.chi2_contingency (without correction), contingency.association (Cramér), fisher_exact (two by two; more rows and columns
are enumerated here in whole numbers),
contingency.odds_ratio of kind sample with its interval. crosstabs: pandas.crosstab, counts and percentages. pairs: the coefficients of
co-occurrence from vectors of 0 and 1, with NumPy, SciPy's distances and pandas' correlation.
"""
import json
import math
import random
from fractions import Fraction

import numpy as np
import pandas as pd
from scipy.spatial import distance
from scipy.stats import chi2, chi2_contingency, contingency, fisher_exact


def enumerated(counts):
    """Fisher's exact test of any table in whole numbers: all tables with these totals, weighed by the ways to make them.

    SciPy draws tables at random where there are more than two rows or columns.
    """
    rows, columns = [sum(row) for row in counts], [sum(column) for column in zip(*counts)]

    def ways(column):
        return math.factorial(sum(column)) // math.prod(math.factorial(n) for n in column)

    def shares(total, room):
        if len(room) == 1:
            return [[total]] if total <= room[0] else []
        return [[n] + rest for n in range(min(total, room[0]) + 1) for rest in shares(total - n, room[1:])]

    observed = math.prod(ways(column) for column in zip(*counts))
    # By what is left of the rows: how many ways lead there, by their weight.
    states = {tuple(rows): {1: 1}}
    for total in columns:
        following = {}
        for left, weights in states.items():
            for column in shares(total, left):
                node = following.setdefault(tuple(a - b for a, b in zip(left, column)), {})
                for weight, count in weights.items():
                    node[weight * ways(column)] = node.get(weight * ways(column), 0) + count
        states = following
    (weights,) = states.values()
    return float(Fraction(sum(w * c for w, c in weights.items() if w <= observed), sum(w * c for w, c in weights.items())))


def tested(name, counts):
    table = np.array(counts)
    result = chi2_contingency(table, correction=False)
    values = {"chi_square": float(result.statistic), "df": int(result.dof), "p": float(result.pvalue),
              "cramers_v": float(contingency.association(table, method="cramer")),
              "smallest_expected": float(result.expected_freq.min())}
    if table.shape == (2, 2):
        values["fisher"] = float(fisher_exact(table).pvalue)
    elif table.sum() <= 60:
        values["fisher"] = enumerated(counts)
    if table.shape == (2, 2) and (table > 0).all():
        odds = contingency.odds_ratio(table, kind="sample")
        interval = odds.confidence_interval(0.95)
        values |= {"odds": float(odds.statistic), "low": float(interval.low), "high": float(interval.high)}
    return {"name": name, "counts": counts, "values": values}


def tables():
    numbers = random.Random(5)
    made = [
        tested("tea tasting, Fisher 1935", [[3, 1], [1, 3]]),
        tested("strong", [[10, 1], [2, 12]]),
        tested("large", [[1234, 5678], [4321, 8765]]),
        tested("job satisfaction, Agresti 1990", [[1, 2, 1, 0], [3, 3, 6, 1], [10, 10, 14, 9], [6, 7, 12, 11]]),
        tested("with a zero", [[0, 7], [5, 9]]),
    ]
    for number in range(30):
        rows, columns = (2, 2) if number < 12 else (numbers.randint(2, 4), numbers.randint(2, 4))
        most = numbers.choice([4, 8, 15]) if rows * columns <= 9 else 4
        while True:
            counts = [[numbers.randint(0, most) for _ in range(columns)] for _ in range(rows)]
            table = np.array(counts)
            if (table.sum(axis=0) > 0).all() and (table.sum(axis=1) > 0).all():
                break
        made.append(tested(f"made {number}", counts))
    return made


def crosstab():
    numbers = random.Random(6)
    left = [numbers.choice("abc") for _ in range(60)]
    right = [numbers.choice(["x", "y"]) for _ in range(60)]
    counts = pd.crosstab(pd.Series(left, name="left"), pd.Series(right, name="right"))
    share = {word: (100 * pd.crosstab(pd.Series(left), pd.Series(right), normalize=way)).to_numpy().tolist()
             for word, way in [("row", "index"), ("column", "columns"), ("total", "all")]}
    return {"left": left, "right": right, "counts": counts.to_numpy().tolist(), "percent": share}


def pairs():
    numbers = random.Random(7)
    made = []
    for share in [0.1, 0.3, 0.6]:
        for _ in range(4):
            x = np.array([numbers.random() < share for _ in range(80)])
            y = np.array([bool(v) if numbers.random() < 0.4 else numbers.random() < share for v in x])
            n, n1, n2, n12 = len(x), int(x.sum()), int(y.sum()), int((x & y).sum())
            values = {"jaccard": 1 - float(distance.jaccard(x, y)), "dice": 1 - float(distance.dice(x, y)),
                      "cosine": 1 - float(distance.cosine(x.astype(float), y.astype(float))),
                      "overlap": n12 / min(n1, n2),
                      "lift": float((x & y).mean() / (x.mean() * y.mean())),
                      "phi": float(pd.Series(x.astype(float)).corr(pd.Series(y.astype(float))))}
            if n12:
                pmi = math.log2((x & y).mean() / (x.mean() * y.mean()))
                values |= {"pmi": pmi, "npmi": pmi / -math.log2((x & y).mean())}
            made.append({"total": n, "first": n1, "second": n2, "both": n12, "values": values})
    return made


def tails():
    return [{"df": df, "x": x, "p": float(chi2.sf(x, df))}
            for df in [1, 2, 3, 7, 20, 100] for x in [0.0001, 0.5, 1, 3.84, 10, 25, 100, 150]]


print(json.dumps({"tables": tables(), "crosstab": crosstab(), "pairs": pairs(), "tails": tails()}, separators=(",", ":")))
