#!/usr/bin/env python3
"""Prints the literals of ValidationOracleTests, by other formulas than the library's.

Standard library only. The area under the curve is counted over all pairs, the isotonic fit is the
max-min formula, the equal error rate on the convex hull is the greatest Bayes error over all priors,
the logistic fit is an undamped Newton iteration on unscaled features in 50-digit arithmetic, and
resampled areas come from explicit lists of trials.
"""
from decimal import Decimal, getcontext
from fractions import Fraction
from statistics import NormalDist
import math

getcontext().prec = 50
MASK = (1 << 64) - 1


class SplitMix64:
    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)


def trials(count, seed):
    """(score, is_same, group): scores are sums of two draws in eighths, so that many are tied."""
    generator = SplitMix64(seed)
    out = []
    for index in range(count):
        same = generator.next() & 3 == 0
        draw = (generator.next() >> 59) + (generator.next() >> 59)
        out.append((draw / 8 - 4 + (1.25 if same else -1.0), same, index % 20))
    return out


def area(data):
    same = [s for s, is_same, _ in data if is_same]
    different = [s for s, is_same, _ in data if not is_same]
    wins = sum(Fraction(1) if a > b else Fraction(1, 2) if a == b else Fraction(0)
               for a in same for b in different)
    return wins / (len(same) * len(different))


def operating_points(data):
    same = [s for s, is_same, _ in data if is_same]
    different = [s for s, is_same, _ in data if not is_same]
    for threshold in sorted({s for s, _, _ in data}) + [math.inf]:
        yield (Fraction(sum(s < threshold for s in same), len(same)),
               Fraction(sum(s >= threshold for s in different), len(different)))


def equal_error_rate(data):
    points = list(operating_points(data))
    bayes = lambda p: min(p * miss + (1 - p) * alarm for miss, alarm in points)
    priors = {Fraction(0), Fraction(1)}
    for m1, f1 in points:
        for m2, f2 in points:
            slope = (m1 - f1) - (m2 - f2)
            if slope != 0:
                prior = (f2 - f1) / slope
                if 0 <= prior <= 1:
                    priors.add(prior)
    return max(bayes(p) for p in priors)


def true_positive_rate(data, limit):
    return max(1 - miss for miss, alarm in operating_points(data) if alarm <= limit)


def cost(data):
    same = [math.log2(1 + math.exp(-s)) for s, is_same, _ in data if is_same]
    different = [math.log2(1 + math.exp(s)) for s, is_same, _ in data if not is_same]
    return (math.fsum(same) / len(same) + math.fsum(different) / len(different)) / 2


def minimum_cost(data):
    levels = sorted({s for s, _, _ in data})
    same = [sum(s == x and is_same for s, is_same, _ in data) for x in levels]
    total = [sum(s == x for s, _, _ in data) for x in levels]
    n_same = sum(same)
    n_different = sum(total) - n_same
    out = 0.0
    for i in range(len(levels)):
        p = max(min(Fraction(sum(same[a:b + 1]), sum(total[a:b + 1])) for b in range(i, len(levels)))
                for a in range(i + 1))
        if 0 < p < 1:
            ratio = float(p / (1 - p) * Fraction(n_different, n_same))
            out += same[i] / n_same * math.log2(1 + 1 / ratio) / 2
            out += (total[i] - same[i]) / n_different * math.log2(1 + ratio) / 2
    return out


def logistic(rows, ridge):
    """rows: (features, is_same, weight). Solves on Decimals."""
    width = len(rows[0][0])
    sums = {k: sum(Decimal(w) for _, s, w in rows if s == k) for k in (True, False)}
    rows = [([Decimal(x) for x in f], s, Decimal(w) / sums[s] / 2) for f, s, w in rows]
    squares = [sum(w * f[j] * f[j] for f, _, w in rows) for j in range(width)]
    theta = [Decimal(0)] * width
    for _ in range(30):
        gradient = [Decimal(ridge) * squares[j] * theta[j] for j in range(width)]
        hessian = [[Decimal(ridge) * squares[j] if j == k else Decimal(0) for k in range(width)]
                   for j in range(width)]
        for f, s, w in rows:
            p = 1 / (1 + (-sum(a * b for a, b in zip(theta, f))).exp())
            for j in range(width):
                gradient[j] += w * (p - (1 if s else 0)) * f[j]
                for k in range(width):
                    hessian[j][k] += w * p * (1 - p) * f[j] * f[k]
        system = [row + [g] for row, g in zip(hessian, gradient)]
        for j in range(width):
            for i in range(width):
                if i != j:
                    ratio = system[i][j] / system[j][j]
                    system[i] = [a - ratio * b for a, b in zip(system[i], system[j])]
        theta = [t - system[j][width] / system[j][j] for j, t in enumerate(theta)]
    return theta


def area_interval(data, replicates, level, seed):
    generator = SplitMix64(seed)
    groups = sorted({g for _, _, g in data})
    areas = []
    for _ in range(replicates):
        drawn = [groups[(generator.next() * len(groups)) >> 64] for _ in groups]
        areas.append(float(area([t for g in drawn for t in data if t[2] == g])))
    areas.sort()

    def quantile(p):
        position = p * (replicates - 1)
        low = int(position)
        high = min(low + 1, replicates - 1)
        return areas[low] + (areas[high] - areas[low]) * (position - low)

    return quantile((1 - level) / 2), quantile((1 + level) / 2)


for count, seed in ((60, 7), (400, 11), (1500, 13)):
    data = trials(count, seed)
    print(count, seed, "same", sum(s for _, s, _ in data))
    print("  auc ", repr(float(area(data))), " eer ", repr(float(equal_error_rate(data))))
    print("  tpr ", repr(float(true_positive_rate(data, Fraction(1, 100)))),
          repr(float(true_positive_rate(data, Fraction(1, 1000)))))
    print("  cllr", repr(cost(data)), " min ", repr(minimum_cost(data)))

data = trials(400, 11)
rows = [([s, s * (g % 4 - 1.5), g % 4 - 1.5, 1.0], same, 1.0 + g % 3) for s, same, g in data]
for ridge in ("1e-6", "1e-2"):
    print("logistic", ridge, [repr(float(t)) for t in logistic(rows, ridge)])
for p in (1e-300, 1e-12, 0.001, 0.025, 0.3, 0.5, 0.75, 0.9999):
    print("probit", repr(p), repr(NormalDist().inv_cdf(p)))
print("interval", area_interval(trials(60, 7), 150, 0.9, 99))
