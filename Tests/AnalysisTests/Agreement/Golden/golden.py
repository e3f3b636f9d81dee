"""Computes the values that AgreementGoldenTests expects, with other programs.

python3 -m venv venv
venv/bin/pip install krippendorff==0.9.0 statsmodels==0.15.0 scikit-learn==1.9.1 irrCAC==0.4.4
git clone https://github.com/lindanna/unitized_alpha                            # at 11637e7
git clone https://github.com/zeljkobekcic/KrippendorffUnitizedAlpha unitized    # at 61188b7
PYTHONPATH=unitized_alpha:unitized venv/bin/python golden.py > golden.json

alpha: krippendorff; fleiss: statsmodels; kappa: scikit-learn; ac1 and percent: irrCAC. u and cu of continua: unitized_alpha,
and u by KrippendorffUnitizedAlpha too, which must be the same.
"""
import contextlib
import io
import json
import random

import krippendorff
import numpy as np
import pandas as pd
import unitized_alpha
from irrCAC.raw import CAC
from krippendorff_unitized_alpha.krippendorffs_unitized_alpha import EMPTY_TAG, KrippendorffUnitizedAlpha, Segment
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa


def values(units, categories):
    """`units`: one list a unit, one category a coder; None where a coder did not judge it."""
    data = np.array([[np.nan if v is None else v for v in u] for u in units], dtype=float)
    complete = not np.isnan(data).any()
    result = {"alpha": krippendorff.alpha(reliability_data=data.T, level_of_measurement="nominal",
                                          value_domain=list(range(categories)))}
    if complete:
        table, _ = aggregate_raters(data.astype(int), n_cat=None)
        result["fleiss"] = float(fleiss_kappa(table, method="fleiss"))
        ac1 = CAC(pd.DataFrame(data.astype(int)), categories=list(range(categories)), digits=15).gwet()["est"]
        result["ac1"] = float(ac1["coefficient_value"])
        result["percent"] = float(ac1["pa"])
        if data.shape[1] == 2:
            result["kappa"] = float(cohen_kappa_score(data[:, 0].astype(int), data[:, 1].astype(int)))
    return result


def case(name, source, units, categories):
    return {"name": name, "source": source, "categories": categories, "units": units, "values": values(units, categories)}


def made(seed, coders, units, categories, missing=0.0, agreement=0.6):
    numbers = random.Random(seed)
    result = []
    for _ in range(units):
        truth = numbers.randrange(categories)
        unit = [truth if numbers.random() < agreement else numbers.randrange(categories) for _ in range(coders)]
        if missing:
            unit = [None if numbers.random() < missing else v for v in unit]
            while sum(v is not None for v in unit) < 2:
                unit[numbers.randrange(coders)] = truth
        result.append(unit)
    return result


krippendorff_data = [  # coders A to D, units 1 to 12; 0 stands for the value 1 there
    "0 1 2 2 1 0 3 0 1 . . .", "0 1 2 2 1 1 3 0 1 4 . 2", ". 2 2 2 1 2 3 1 1 4 0 .", "0 1 2 2 1 3 3 0 1 4 0 ."]
rows = [[None if v == "." else int(v) for v in row.split()] for row in krippendorff_data]
canonical = [list(column) for column in zip(*rows)]

fleiss_counts = [[0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
                 [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7]]
fleiss_units = [[c for c, n in enumerate(row) for _ in range(n)] for row in fleiss_counts]

grants = [[0, 0]] * 20 + [[0, 1]] * 5 + [[1, 0]] * 10 + [[1, 1]] * 15

cases = [
    case("canonical", "Krippendorff 2011, Computing Krippendorff's Alpha-Reliability: 4 coders, 12 units, 41 values; "
         "0.743", canonical, 5),
    case("fleiss", "Wikipedia, Fleiss' kappa: 14 raters, 10 subjects, 5 categories; 0.210", fleiss_units, 5),
    case("grants", "Wikipedia, Cohen's kappa: 50 applications, two readers; 0.4", grants, 2),
    case("two coders", "made here", made(1, 2, 40, 2), 2),
    case("two coders, four categories", "made here", made(2, 2, 60, 4, agreement=0.5), 4),
    case("three coders", "made here", made(3, 3, 50, 2, agreement=0.7), 2),
    case("five coders, three categories", "made here", made(4, 5, 30, 3), 3),
    case("rare code", "made here", [[0, 0]] * 190 + [[1, 1]] * 6 + [[1, 0]] * 3 + [[0, 1]], 2),
    case("missing values", "made here", made(5, 4, 45, 3, missing=0.3), 3),
    case("worse than chance", "made here", [[0, 1], [1, 0], [0, 1], [1, 0], [1, 1]], 2),
]


def continuum(name, source, length, spans):
    """`spans`: coder, label, first position and the one behind the last; those of a coder do not overlap."""
    with contextlib.redirect_stdout(io.StringIO()):
        _, u, (cu, _), _ = unitized_alpha.u_alpha([[c, l, str(a), str(b)] for c, l, a, b in spans], length, "nominal")
    data = {}
    for coder in sorted({span[0] for span in spans}):
        segments, end = [], 0
        for _, label, a, b in sorted((s for s in spans if s[0] == coder), key=lambda s: s[2]):
            if a > end:
                segments.append(Segment(EMPTY_TAG, end, a))
            segments.append(Segment(label, a, b))
            end = b
        if end < length:
            segments.append(Segment(EMPTY_TAG, end, length))
        data[coder] = segments
    assert abs(KrippendorffUnitizedAlpha(data).result - u) < 1e-9
    values = {"u": u} if cu == "NA" else {"u": u, "cu": cu}
    return {"name": name, "source": source, "length": length, "spans": spans, "values": values}


def made_spans(seed, coders, length, labels, units):
    numbers = random.Random(seed)
    spans = []
    for coder in "ABCDE"[:coders]:
        cuts = sorted(numbers.sample(range(1, length), 2 * units))
        spans += [(coder, numbers.choice(labels), cuts[2 * k], cuts[2 * k + 1]) for k in range(units)]
    return spans


continua = [
    continuum("example", "example of unitized_alpha; 0.474 and 0.779", 20, [
        ("A", "1", 2, 5), ("A", "1", 9, 11), ("A", "2", 12, 20), ("B", "1", 2, 5), ("B", "2", 7, 15), ("C", "1", 2, 5),
        ("C", "2", 10, 15)]),
    continuum("touching units", "made here", 30, [
        ("A", "1", 0, 5), ("A", "1", 5, 10), ("A", "2", 10, 20), ("B", "1", 0, 10), ("B", "2", 12, 18)]),
    continuum("one code", "made here", 300, made_spans(4, 2, 300, "1", 6)),
    continuum("two coders", "made here", 400, made_spans(1, 2, 400, "12", 6)),
    continuum("three coders", "made here", 500, made_spans(2, 3, 500, "123", 8)),
    continuum("four coders", "made here", 300, made_spans(3, 4, 300, "12", 5)),
]
print("{")
for key, items in [("nominal", cases), ("continua", continua)]:
    print(f'"{key}": [' + ",\n".join(json.dumps(item) for item in items) + ("]," if key == "nominal" else "]"))
print("}")
