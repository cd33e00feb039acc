#!/usr/bin/env python3
"""What each channel of `whorl score` is worth alone, the channel of rules among them.

Families of models are dealt into two groups, as in held_out_families.py. A background is trained on one group, with
all rule packs, and used on the other, so that neither projections nor calibrations have seen a model, or a relative of
one, that they are tried on. References are made from the even-numbered prompts, suspects from odd-numbered ones.
Models of one identity are never compared as different ones. The last row is the ratio of all of them together.

    python3 Tests/Evaluation/channels.py --whorl .build/release/whorl --data ../shared/data

Prints a Markdown table: the area under the ROC curve and Cllr by the documents of a suspect. Needs nothing but the
standard library; takes some ten minutes, most of it to train.
"""

import argparse
import concurrent.futures
import json
import math
import os
import pathlib
import random
import subprocess
import sys
import tempfile

from evaluation_tables import deal
from held_out_families import families, read, write


def area(same, different):
    """The share of pairs that are in the right order; ties count half."""
    ordered = sorted([(score, 1) for score in same] + [(score, 0) for score in different])
    rank = wins = 0
    place = 0
    while place < len(ordered):
        end = place
        while end < len(ordered) and ordered[end][0] == ordered[place][0]:
            end += 1
        ones = sum(label for _, label in ordered[place:end])
        zeros = end - place - ones
        wins += ones * (rank + zeros / 2)
        rank += zeros
        place = end
    return wins / (len(same) * len(different))


def cost(same, different):
    """Cllr of log10 likelihood ratios."""
    def bits(ratios, sign):
        return sum(math.log2(1 + 10 ** (sign * ratio)) for ratio in ratios) / len(ratios)
    return (bits(same, -1) + bits(different, 1)) / 2


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--whorl", default=".build/release/whorl")
    parser.add_argument("--data", default=os.environ.get("WHORL_DATA", "../shared/data"))
    parser.add_argument("--families", default="corpora/background/families.tsv")
    parser.add_argument("--sizes", type=int, nargs="+", default=[5, 25, 100])
    parser.add_argument("--draws", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    corpora = pathlib.Path(options.data) / "alpaca_eval"
    if not corpora.is_dir():
        print(f"skipped: no data at {options.data} (set --data or WHORL_DATA)")
        return 0
    table = families(pathlib.Path(options.families))
    groups = deal(table, options.seed)
    ratios = {}
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)

        def run(*arguments):
            return subprocess.run(
                [options.whorl, *map(str, arguments)], check=True, capture_output=True, text=True).stdout

        for held_out in (0, 1):
            background = folder / f"background-{held_out}"
            run("train", *(corpora / f"{name}.jsonl.gz" for name in groups[1 - held_out]), "-q",
                "-o", background, "--name", "half", "--families", options.families)
            known = folder / f"known-{held_out}"
            known.mkdir()
            suspects = []
            for name in groups[held_out]:
                records = read(corpora / f"{name}.jsonl.gz")
                write(folder / "even.jsonl", [r for r in records if r["id"] % 2 == 0])
                run("fingerprint", folder / "even.jsonl", "-q", "--packs", "all", "--name", name,
                    "-o", known / f"{name}.whorl")
                pool = [r for r in records if r["id"] % 2 == 1 and r["output"].strip()]
                for size in options.sizes:
                    for draw in range(options.draws):
                        path = folder / f"{name}-{size}-{draw}.jsonl"
                        write(path, random.Random(f"{name}/{size}/{draw}").sample(pool, min(size, len(pool))))
                        suspects.append((name, size, path))

            def score(suspect):
                name, size, path = suspect
                return name, size, json.loads(run(
                    "score", path, "-q", "--format", "json", "--background", background, "--packs", "all",
                    "-r", known))

            with concurrent.futures.ThreadPoolExecutor(2) as pool:
                for name, size, report in pool.map(score, suspects):
                    for reference in report["references"]:
                        is_same = reference["name"] == name
                        if reference["log10LR"] is None or (
                                not is_same and table[reference["name"]][1] == table[name][1]):
                            continue
                        values = {c["name"]: c["log10LR"] for c in reference["channels"]}
                        values["all together"] = reference["log10LR"]
                        for channel, value in values.items():
                            ratios.setdefault((channel, size), ([], []))[0 if is_same else 1].append(value)
    channels = list(dict.fromkeys(channel for channel, _ in ratios))
    print("| channel | " + " | ".join(f"AUC, N = {n} | Cllr" for n in options.sizes) + " |")
    print("|---|" + "---|" * (2 * len(options.sizes)))
    for channel in channels:
        cells = []
        for size in options.sizes:
            same, different = ratios[channel, size]
            cells += [f"{area(same, different):.3f}", f"{cost(same, different):.3f}"]
        print(f"| {channel} | " + " | ".join(cells) + " |")
    same, different = ratios["rules", options.sizes[0]]
    print(f"\n{len(same)} suspects of each size, {len(different)} comparisons of different models.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
