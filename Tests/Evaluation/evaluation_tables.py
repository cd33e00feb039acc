#!/usr/bin/env python3
"""The tables of docs/evaluation.md that `whorl evaluate` prints, each under the conditions it names.

Families of models are dealt into two groups, as in held_out_families.py. A background is trained on each
group and used on the other, so that neither its projection nor its calibration has seen a model, or a
relative of one, that it is tried on.

    python3 Tests/Evaluation/evaluation_tables.py --whorl .build/release/whorl --data ../shared/data

Prints Markdown. Needs nothing but the standard library; takes some five minutes, most of it to train. Exits
with 0 and one line where the data is not there.
"""

import argparse
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

from distilled import vendor_of
from held_out_families import families



def deal(table, seed):
    """Two groups of whole families."""
    names = sorted(set(family for family, _ in table.values()))
    random.Random(seed).shuffle(names)
    groups = [[], []]
    for family in names:
        members = sorted(name for name, (own, _) in table.items() if own == family)
        min(groups, key=len).extend(members)
    return [sorted(group) for group in groups]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--whorl", default=".build/release/whorl")
    parser.add_argument("--data", default=os.environ.get("WHORL_DATA", "../shared/data"))
    parser.add_argument("--families", default="corpora/background/families.tsv")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--backgrounds", nargs=2, type=pathlib.Path,
                        help="the two backgrounds, if there are any yet: the one without group 1 first")
    parser.add_argument("--cross-validate", action="store_true",
                        help="also train on all models and compare with the shipped background's trials")
    options = parser.parse_args()
    data = pathlib.Path(options.data)
    corpora = data / "alpaca_eval"
    if not corpora.is_dir():
        print(f"skipped: no data at {options.data} (set --data or WHORL_DATA)")
        return 0
    table = families(pathlib.Path(options.families))
    groups = deal(table, options.seed)
    facts = json.loads((data / "lineage.json").read_text())

    def files(names):
        return [corpora / f"{name}.jsonl.gz" for name in names]

    def evaluate(*arguments):
        sys.stdout.flush()
        return subprocess.run([options.whorl, "evaluate", *map(str, arguments), "-q"], check=True,
                              capture_output=True, text=True).stdout

    def show(title, *arguments):
        print(f"\n## {title}\n")
        print(evaluate(*arguments), end="")

    show("The shipped background's own trials: families left out, nothing seen", "background")
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        backgrounds = []
        for group in (0, 1):
            if options.backgrounds:
                backgrounds = options.backgrounds
                break
            path = folder / f"without-group-{group + 1}.whorlbg"
            subprocess.run(
                [options.whorl, "train", *map(str, files(groups[1 - group])), "-q", "-o", str(path), "--name",
                 f"without-group-{group + 1}", "--families", options.families], check=True)
            backgrounds.append(path)
        for group in (0, 1):
            common = [*files(groups[group]), "--background", backgrounds[group], "--families",
                      options.families]
            show(f"Verification, group {group + 1}: not seen", "verification", *common)
            show(f"Verification without the rules, group {group + 1}: not seen", "verification", *common,
                 "--without-rules")
            show(f"Robustness, group {group + 1}: not seen", "robustness", *common)
        everything = sorted(table)
        show("Verification, all models with the shipped background, which has seen them", "verification",
             *files(everything), "--families", options.families)
        if (data / "creative_writing").is_dir():
            fiction = ["verification", data / "creative_writing", "--documents", "5,10,25"]
            show("Verification in another domain: fiction, not seen", *fiction, "--background", backgrounds[0])
            show("Verification in another domain: fiction, which the shipped background knows", *fiction)
        if options.cross_validate:
            show("Cross-validation of all models", "verification", *files(everything), "--families",
                 options.families, "--cross-validate")

        vendors = folder / "vendors.tsv"
        with open(vendors, "w", encoding="utf-8") as lines:
            for name in facts["references"]:
                vendor, family = vendor_of(name)
                lines.write(f"{name}\t{vendor}\t{family or vendor}\n")

        def lineage(content, *more):
            path = folder / "lineage.json"
            path.write_text(json.dumps(content))
            return ["lineage", "--references", corpora, "--lineage", path, "--vendors", vendors, *more]

        show("Lineage, with the shipped background, which has seen all suspects", *lineage(facts))
        print("\n## Lineage of same and derived, with backgrounds that have seen no suspect nor its family\n")
        print("| kind | suspect | ranked first | its source at |\n|---|---|---|---|")
        right = {}
        for group in (0, 1):
            claims = [entry for entry in facts["lineage"]
                      if entry["suspect"] in groups[group] and entry["kind"] != "distilled"]
            if not claims:
                continue
            result = json.loads(evaluate(
                *lineage({"references": facts["references"], "lineage": claims}, "--background",
                         backgrounds[group], "--format", "json")))
            assert not any(suspect["background"] for suspect in result["suspects"])
            for row in result["results"]:
                if row["ranking"] != "style":
                    continue
                for ranking in row["rankings"]:
                    print(f"| {row['kind']} | {ranking['suspect']} | {ranking['first']} "
                          f"| {ranking['rank']} of {ranking['candidates']} |")
                    hits = right.setdefault(row["kind"], [])
                    hits.append(ranking["rank"])
        for kind, ranks in sorted(right.items()):
            first = sum(rank == 1 for rank in ranks)
            mean = sum(1 / rank for rank in ranks) / len(ranks)
            print(f"\n{kind}: top-1 {first} of {len(ranks)} = {first / len(ranks):.2f}, MRR {mean:.2f}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
