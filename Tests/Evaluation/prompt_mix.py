#!/usr/bin/env python3
"""What ratios are worth where the suspect answered prompts of another mix than the references did.

AlpacaEval's prompts come from five sources. References answer those of two (selfinstruct, oasst), suspects 5, 25 or 100 of
the other three (helpful_base, koala, vicuna), and the other way round; then suspects of one source, references of the other
four; beside them a random division of all prompts. Families of models are dealt into two groups as in
evaluation_tables.py, or otherwise by --deal, and each group is judged by a background that was trained on the other.

    python3 Tests/Evaluation/prompt_mix.py --whorl .build/release/whorl --data ../shared/data

--backgrounds takes the two backgrounds, if there are any yet: the one without group 1 first. Prints a Markdown table.
Exits with 0 and one line where the data is not there.
"""

import argparse
import bisect
import gzip
import json
import math
import os
import pathlib
import random
import subprocess
import sys
import tempfile

from evaluation_tables import deal
from held_out_families import families

MIXES = {"A": {"selfinstruct", "oasst"}, "B": {"helpful_base", "koala", "vicuna"}}
SINGLE = ("helpful_base", "selfinstruct")
SIZES = (5, 25, 100)
PARTS = ("mixed", "A to B", "B to A", *(f"others to {source}" for source in SINGLE))


def arguments(description):
    """The options of a script that judges each of two groups of models by what was learned of the other. Ends the script
    where the data is not there."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--whorl", default=".build/release/whorl")
    parser.add_argument("--data", type=pathlib.Path, default=pathlib.Path(os.environ.get("WHORL_DATA", "../shared/data")))
    parser.add_argument("--families", default="corpora/background/families.tsv")
    parser.add_argument("--backgrounds", nargs=2, type=pathlib.Path)
    parser.add_argument("--deal", type=int, default=1, help="how families are dealt into groups")
    options = parser.parse_args()
    if not (options.data / "alpaca_eval").is_dir():
        print(f"skipped: no data at {options.data} (set --data or WHORL_DATA)")
        sys.exit(0)
    return options


def tool(whorl):
    """Runs whorl quietly, and gives what it prints."""
    return lambda *given: subprocess.run([whorl, *map(str, given), "-q"], check=True, capture_output=True).stdout


def backgrounds_of(groups, options, folder):
    """For each group a background without it: those that were given, or new ones."""
    if options.backgrounds:
        return options.backgrounds
    made = []
    for group in (0, 1):
        path = folder / f"without-group-{group + 1}.whorlbg"
        others = [options.data / "alpaca_eval" / f"{model}.jsonl.gz" for model in groups[1 - group]]
        tool(options.whorl)("train", *others, "-o", path, "--name", path.stem, "--families", options.families)
        made.append(path)
    return made


def records(path):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [record for record in map(json.loads, lines) if record["output"].strip()]


def write(path, chosen):
    path.write_text("".join(json.dumps({"prompt": r["prompt"], "output": r["output"]}) + "\n" for r in chosen))


def sides(model, sources, generator):
    """References and suspects of a model by name."""
    shuffled = generator.sample(model, len(model))
    half = len(shuffled) // 2
    parts = {"mixed": (shuffled[:half], shuffled[half:])}
    by_mix = {mix: [r for r in shuffled if sources.get(r["prompt"]) in names] for mix, names in MIXES.items()}
    parts["A to B"] = (by_mix["A"], by_mix["B"])
    parts["B to A"] = (by_mix["B"], by_mix["A"])
    for source in SINGLE:
        own = [r for r in shuffled if sources.get(r["prompt"]) == source]
        parts[f"others to {source}"] = ([r for r in by_mix["A"] + by_mix["B"] if sources[r["prompt"]] != source], own)
    return parts


def cost(ratios, sign):
    """The mean cost of log10 likelihood ratios, in bits (Bruemmer & du Preez 2006)."""
    return sum(math.log2(1 + 10 ** (-sign * ratio)) for ratio in ratios) / len(ratios)


def area(same, different):
    ordered = sorted(different)
    total = sum(bisect.bisect_left(ordered, x) + bisect.bisect_right(ordered, x) for x in same)
    return total / 2 / len(same) / len(ordered)


def main():
    options = arguments(__doc__)
    corpora = options.data / "alpaca_eval"
    groups = deal(families(pathlib.Path(options.families)), options.deal)
    # Not all files name the sources of their prompts.
    sources = {}
    for path in sorted(corpora.glob("*.jsonl.gz")):
        for record in records(path):
            if record.get("dataset") in MIXES["A"] | MIXES["B"]:
                sources.setdefault(record["prompt"], record["dataset"])
    generator = random.Random(3)

    run = tool(options.whorl)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        backgrounds = backgrounds_of(groups, options, folder)
        trials = {}
        first = {}
        for group, background in zip(groups, backgrounds):
            prints = {}
            for model in group:
                for part, (reference, suspect) in sides(
                        records(corpora / f"{model}.jsonl.gz"), sources, generator).items():
                    for kind, chosen in (("reference", reference), *((size, suspect[:size]) for size in SIZES)):
                        text = folder / "part.jsonl"
                        write(text, chosen)
                        path = folder / f"{model}.{part}.{kind}.whorl"
                        run("fingerprint", text, "-o", path, "--name", model)
                        prints.setdefault((part, kind), []).append(path)
            for (part, kind), suspects in prints.items():
                if kind == "reference":
                    continue
                report = json.loads(run(
                    "compare", *suspects, "-r", *prints[part, "reference"], "--background", background, "--format", "json"))
                same, different = trials.setdefault((part, kind), ([], []))
                best = {}
                for comparison in report["comparisons"]:
                    suspect, reference = comparison["suspect"], comparison["reference"]
                    best.setdefault(suspect, reference)
                    ratio = comparison["log10LR"]
                    if ratio is not None:
                        (same if suspect == reference else different).append(ratio)
                first[part, kind] = first.get((part, kind), 0) + sum(a == b for a, b in best.items())
    print("| prompts of references → suspects | answers | Cllr | of one model | of different ones | AUC | own ratios below 1/10"
          " | others above 10 | own model first |")
    print("|---|---|---|---|---|---|---|---|---|")
    for part in PARTS:
        for size in SIZES:
            same, different = trials[part, size]
            costs = cost(same, 1), cost(different, -1)
            print(
                f"| {part} | {size} | {sum(costs) / 2:.3f} | {costs[0]:.3f} | {costs[1]:.3f} | {area(same, different):.4f}"
                f" | {sum(x < -1 for x in same) / len(same):.1%} | {sum(x > 1 for x in different) / len(different):.2%}"
                f" | {first[part, size] / len(same):.0%} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
