#!/usr/bin/env python3
"""What ratios are worth where references are small.

A background's trials are between halves of its corpora, so that their references are all about as large. Here references
hold 5, 10, 25 or 100 answers of one prompt half, or all of it, and suspects as many of the other. Families of models are
dealt into two groups as in evaluation_tables.py, and each group is judged by a background that was trained on the other.

    python3 Tests/Evaluation/small_references.py --whorl .build/release/whorl --data ../shared/data

--backgrounds takes the two backgrounds, if there are any yet: the one without group 1 first. Prints a Markdown table.
Exits with 0 and one line where the data is not there.
"""

import json
import pathlib
import random
import sys
import tempfile

from evaluation_tables import deal
from held_out_families import families
from prompt_mix import area, arguments, backgrounds_of, cost, records, tool, write

REFERENCES = (5, 10, 25, 100, None)
SUSPECTS = (5, 25, 100, None)


def name(size):
    return size if size else "half"


def main():
    options = arguments(__doc__)
    corpora = options.data / "alpaca_eval"
    groups = deal(families(pathlib.Path(options.families)), options.deal)
    generator = random.Random(5)
    run = tool(options.whorl)
    trials = {}
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        for group, background in zip(groups, backgrounds_of(groups, options, folder)):
            prints = {}
            for model in group:
                shuffled = records(corpora / f"{model}.jsonl.gz")
                generator.shuffle(shuffled)
                half = len(shuffled) // 2
                for side, answers, sizes in (("r", shuffled[:half], REFERENCES), ("s", shuffled[half:], SUSPECTS)):
                    for size in sizes:
                        text = folder / "part.jsonl"
                        write(text, answers[:size])
                        path = folder / f"{model}.{side}.{name(size)}.whorl"
                        run("fingerprint", text, "-o", path, "--name", model)
                        prints.setdefault((side, size), []).append(path)
            for references in REFERENCES:
                for suspects in SUSPECTS:
                    report = json.loads(run(
                        "compare", *prints["s", suspects], "-r", *prints["r", references], "--background", background,
                        "--format", "json"))
                    same, different, missing = trials.setdefault((references, suspects), ([], [], []))
                    for comparison in report["comparisons"]:
                        ratio = comparison["log10LR"]
                        if comparison["suspect"] == comparison["reference"]:
                            missing.append(ratio is None)
                        if ratio is not None:
                            (same if comparison["suspect"] == comparison["reference"] else different).append(ratio)
    print("| answers of a reference | of a suspect | Cllr | of one model | of different ones | AUC | own ratios below 1/10"
          " | own above 10 | others above 10 | without a ratio |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for (references, suspects), (same, different, missing) in trials.items():
        costs = cost(same, 1), cost(different, -1)
        print(
            f"| {name(references)} | {name(suspects)} | {sum(costs) / 2:.3f} | {costs[0]:.3f} | {costs[1]:.3f}"
            f" | {area(same, different):.4f} | {sum(x < -1 for x in same) / len(same):.1%}"
            f" | {sum(x > 1 for x in same) / len(same):.0%} | {sum(x > 1 for x in different) / len(different):.2%}"
            f" | {sum(missing) / len(missing):.0%} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
