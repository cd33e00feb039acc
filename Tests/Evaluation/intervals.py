#!/usr/bin/env python3
"""Where the ratio of other answers of the same source lies, beside the interval of those at hand.

Of each model that a background has not seen, answers to one half of the prompts are the reference, and draws of 25 and 100
answers to the others, with none in two draws, are suspects; the next model of the list is a second reference. For each draw,
and each other draw of its model: is the other's ratio within the first one's interval, below or above it? Families of models
are dealt into two groups as in evaluation_tables.py, and each group is judged by a background that was trained on the other.

    python3 Tests/Evaluation/intervals.py --whorl .build/release/whorl --data ../shared/data

--backgrounds takes the two backgrounds, if there are any yet: the one without group 1 first. Prints a Markdown table.
Exits with 0 and one line where the data is not there.
"""

import json
import pathlib
import random
import statistics
import sys
import tempfile

from evaluation_tables import deal
from held_out_families import families
from prompt_mix import arguments, backgrounds_of, records, tool, write

DRAWS = ((25, 8), (100, 4))


def main():
    options = arguments(__doc__)
    corpora = options.data / "alpaca_eval"
    groups = deal(families(pathlib.Path(options.families)), options.deal)
    generator = random.Random(6)
    run = tool(options.whorl)
    table = {}
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        for group, background in zip(groups, backgrounds_of(groups, options, folder)):
            references, draws = {}, {}
            for model in group:
                shuffled = records(corpora / f"{model}.jsonl.gz")
                generator.shuffle(shuffled)
                half = len(shuffled) // 2
                write(folder / "part.jsonl", shuffled[:half])
                references[model] = folder / f"{model}.whorl"
                run("fingerprint", folder / "part.jsonl", "-o", references[model], "--name", model)
                for size, count in DRAWS:
                    draws[model, size] = [folder / f"{model}.{size}.{number}.jsonl" for number in range(count)]
                    for number, path in enumerate(draws[model, size]):
                        write(path, shuffled[half + number * size:half + (number + 1) * size])
            for number, model in enumerate(group):
                other = group[(number + 1) % len(group)]
                for size, _ in DRAWS:
                    report = json.loads(run(
                        "compare", *draws[model, size], "-r", references[model], references[other],
                        "--background", background, "--format", "json"))
                    for reference in (model, other):
                        rows = [
                            (row["log10LR"], row["log10LRLow"], row["log10LRHigh"]) for row in report["comparisons"]
                            if row["reference"] == reference and row["log10LR"] is not None]
                        cell = table.setdefault((size, reference == model), [])
                        for i, (_, low, high) in enumerate(rows):
                            for j, (ratio, _, _) in enumerate(rows):
                                if i != j:
                                    cell.append((low, ratio, high, background))
    # Many are at the caps, which are the least and the largest ratios of a background.
    caps = {}
    for cells in table.values():
        for _, ratio, _, background in cells:
            caps.setdefault(background, set()).add(ratio)
    free = {background: (min(ratios) + .01, max(ratios) - .01) for background, ratios in caps.items()}
    print("| answers | source | other draws | within | below | above | of those not at a cap: within | below | above"
          " | width, median |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for (size, is_own), cells in table.items():
        row = [str(size), "the reference's" if is_own else "another"]
        for some in (cells, [cell for cell in cells if free[cell[3]][0] < cell[1] < free[cell[3]][1]]):
            row.append(str(len(some)))
            below = sum(ratio < low - 1e-9 for low, ratio, _, _ in some) / max(len(some), 1)
            above = sum(ratio > high + 1e-9 for _, ratio, high, _ in some) / max(len(some), 1)
            row += [f"{1 - below - above:.1%}", f"{below:.1%}", f"{above:.1%}"]
        del row[6]
        row.append(f"{statistics.median(high - low for low, _, high, _ in cells):.2f}")
        print("| " + " | ".join(row) + " |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
