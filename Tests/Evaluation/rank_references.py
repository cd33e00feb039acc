#!/usr/bin/env python3
"""Rank-1 and AUC of `whorl score --uncalibrated` on real outputs, and how often its verdict is right.

References are made from the even-numbered prompts of the 28 models under "references" in lineage.json,
suspects from N odd-numbered prompts of the same models, so that no prompt is on both sides. The other
models, which no reference covers, show how often an unlisted model reaches a reference's threshold.

    python3 Tests/Evaluation/rank_references.py --whorl .build/release/whorl --data ../shared/data

Prints a Markdown table. Needs nothing but the standard library. Exits with 1 where `--check` is given and
a target is missed, and with 0 and one line where the data is not there.
"""

import argparse
import collections
import gzip
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile


def read(path):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def write(path, records):
    with open(path, "w", encoding="utf-8") as file:
        for record in records:
            json.dump({key: record[key] for key in ("id", "prompt", "output")}, file, ensure_ascii=False)
            file.write("\n")


def area_under_curve(same, different):
    """The probability that a same-model score is above a different-model score, ties half."""
    ranked = sorted([(score, 1) for score in same] + [(score, 0) for score in different])
    total, index = 0.0, 0
    while index < len(ranked):
        end = index
        while end < len(ranked) and ranked[end][0] == ranked[index][0]:
            end += 1
        rank = (index + 1 + end) / 2
        total += rank * sum(label for _, label in ranked[index:end])
        index = end
    return (total - len(same) * (len(same) + 1) / 2) / (len(same) * len(different))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--whorl", default=".build/release/whorl")
    parser.add_argument("--data", default=os.environ.get("WHORL_DATA", "../shared/data"))
    parser.add_argument("--sizes", type=int, nargs="+", default=[5, 25, 100, 400])
    parser.add_argument("--draws", type=int, default=5)
    parser.add_argument("--check", action="store_true", help="fail below rank-1 .80 or AUC .97 at N = 100")
    options = parser.parse_args()
    corpora = pathlib.Path(options.data) / "alpaca_eval"
    lineage = pathlib.Path(options.data) / "lineage.json"
    if not corpora.is_dir() or not lineage.is_file():
        print(f"skipped: no data at {options.data} (set --data or WHORL_DATA)")
        return 0
    facts = json.loads(lineage.read_text())
    references = facts["references"]
    related = {entry["suspect"] for entry in facts["lineage"]}
    missed = False
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        odd = {}
        for path in sorted(corpora.glob("*.jsonl.gz")):
            name = path.name.removesuffix(".jsonl.gz")
            records = read(path)
            odd[name] = [r for r in records if r["id"] % 2 == 1 and r["output"].strip()]
            if name in references:
                write(folder / "even.jsonl", [r for r in records if r["id"] % 2 == 0])
                subprocess.run(
                    [options.whorl, "fingerprint", folder / "even.jsonl", "-q", "--name", name,
                     "-o", folder / f"{name}.whorl"], check=True)
        known = [folder / f"{name}.whorl" for name in references]

        def score(name, records):
            write(folder / "suspect.jsonl", records)
            output = subprocess.run(
                [options.whorl, "score", folder / "suspect.jsonl", "-q", "--uncalibrated", "--format", "json",
                 "-r", *known],
                check=True, capture_output=True, text=True).stdout
            return json.loads(output)

        print("| N | trials | rank-1 | AUC | listed: named in the verdict | listed: named first "
              "| unlisted, unrelated: verdict `none` | unlisted, related: verdict `none` |")
        print("|---|---|---|---|---|---|---|---|")
        for size in options.sizes:
            same, different, tally = [], [], collections.Counter()
            for draw in range(options.draws):
                for name in sorted(odd):
                    if name not in references and draw > 0:
                        continue
                    choice = random.Random(f"{draw}/{name}/{size}").sample(odd[name], min(size, len(odd[name])))
                    result = score(name, choice)
                    verdict = result["verdict"]
                    if name not in references:
                        group = "related" if name in related else "unrelated"
                        tally[group] += 1
                        tally[group, verdict["kind"]] += 1
                        continue
                    tally["listed"] += 1
                    tally["first"] += result["references"][0]["name"] == name
                    tally["named"] += name in verdict["references"]
                    tally["named first"] += verdict["references"][:1] == [name]
                    for reference in result["references"]:
                        (same if reference["name"] == name else different).append(reference["rawScore"])
            rank1 = tally["first"] / tally["listed"]
            auc = area_under_curve(same, different)

            def share(count, of):
                return f"{tally[count] / tally[of]:.2f}"

            print(f"| {size} | {tally['listed']} | {rank1:.3f} | {auc:.4f} | {share('named', 'listed')} "
                  f"| {share('named first', 'listed')} | {share(('unrelated', 'none'), 'unrelated')} "
                  f"of {tally['unrelated']} | {share(('related', 'none'), 'related')} of {tally['related']} |",
                  flush=True)
            missed = missed or (size == 100 and (rank1 < 0.80 or auc < 0.97))
    return 1 if options.check and missed else 0


if __name__ == "__main__":
    sys.exit(main())
