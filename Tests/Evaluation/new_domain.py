#!/usr/bin/env python3
"""Likelihood ratios of `whorl score` in a kind of text that the background was not made of.

Stories by twelve models, from `../shared/data/creative_writing`. References are made from the stories to one
half of the prompts, suspects of N stories from the other half. Three ways to judge them:

- learned: the background knows no stories; all references of the case are stories, so that their kind of
  text is learned from them;
- learned, true model absent: the same without the suspect's own model among the references;
- calibrated: a background is calibrated with `whorl calibrate` on ten of the models, and the two that are
  left out are compared with each other and with themselves. For each pair.

    python3 Tests/Evaluation/new_domain.py --whorl .build/release/whorl --data ../shared/data --background FILE

--background names one that was made without stories; without it, the built-in one is used, which knows the
stories. Prints a Markdown table. Needs nothing but the standard library; takes some minutes.
"""

import argparse
import gzip
import hashlib
import itertools
import json
import math
import os
import pathlib
import random
import subprocess
import tempfile


def read(path):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def write(path, records):
    with open(path, "w", encoding="utf-8") as file:
        for record in records:
            json.dump({key: record[key] for key in ("prompt", "output")}, file, ensure_ascii=False)
            file.write("\n")
    return str(path)


def half(prompt):
    return hashlib.sha256(prompt.encode()).digest()[0] & 1


def area(same, different):
    order = sorted([(value, True) for value in same] + [(value, False) for value in different])
    rank, total, index = 0.0, 0.0, 0
    while index < len(order):
        end = index
        while end < len(order) and order[end][0] == order[index][0]:
            end += 1
        middle = (index + end + 1) / 2
        total += middle * sum(label for _, label in order[index:end])
        index = end
    return (total - len(same) * (len(same) + 1) / 2) / (len(same) * len(different))


def cost(same, different):
    def bits(values, sign):
        return sum(math.log2(1 + 10 ** (sign * value)) for value in values) / len(values)

    return (bits(same, -1) + bits(different, 1)) / 2


def row(label, size, trials):
    """trials: (is same, raw score, log10 LR or None, is ranked first)"""
    same = [trial for trial in trials if trial[0]]
    different = [trial for trial in trials if not trial[0]]
    rated = [trial for trial in trials if trial[2] is not None]
    cells = [label, size, f"{len(same)} + {len(different)}", f"{100 * len(rated) / len(trials):.0f} %"]
    cells.append(f"{area([t[1] for t in same], [t[1] for t in different]):.3f}" if same else "–")
    cells.append(f"{sum(t[3] for t in same) / len(same):.2f}" if same and same[0][3] is not None else "–")
    same_ratios = [t[2] for t in rated if t[0]]
    other_ratios = [t[2] for t in rated if not t[0]]
    cells.append(f"{cost(same_ratios, other_ratios):.3f}" if same_ratios and other_ratios else "–")
    cells.append(f"{100 * sum(v > 1 for v in other_ratios) / len(different):.1f} %")
    cells.append(f"{max(t[2] for t in rated):+.2f}" if rated else "–")
    print("| " + " | ".join(map(str, cells)) + " |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--whorl", default=".build/release/whorl")
    parser.add_argument("--data", default=os.environ.get("WHORL_DATA", "../shared/data"))
    parser.add_argument("--background")
    parser.add_argument("--sizes", type=int, nargs="+", default=[5, 10, 25, 40])
    parser.add_argument("--draws", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    corpora = pathlib.Path(options.data) / "creative_writing"
    if not corpora.is_dir():
        print(f"skipped: no data at {options.data} (set --data or WHORL_DATA)")
        return
    base = ["--background", options.background] if options.background else []

    def run(*arguments):
        return subprocess.run([options.whorl, *arguments], check=True, capture_output=True, text=True).stdout

    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        models, references, suspects = [], {}, {}
        generator = random.Random(options.seed)
        for path in sorted(corpora.glob("*.jsonl.gz")):
            name = path.name.removesuffix(".jsonl.gz")
            models.append(name)
            records = read(path)
            for side in (0, 1):
                part = write(folder / "part.jsonl", [r for r in records if half(r["prompt"]) == side])
                references[name, side] = str(folder / f"{name}-{side}.whorl")
                run("fingerprint", part, "--name", name, "-q", "-o", references[name, side])
                pool = [r for r in records if half(r["prompt"]) != side]
                for size in options.sizes:
                    for draw in range(options.draws):
                        suspects[name, side, size, draw] = write(
                            folder / f"{name}-{side}-{size}-{draw}.jsonl",
                            generator.sample(pool, min(size, len(pool))))

        def score(suspect, known, background):
            result = json.loads(
                run("score", suspect, "-q", "--format", "json", *background, "-r", *known))
            return [(r["name"], r["rawScore"], r["log10LR"]) for r in result["references"]]

        print("| judged by | N | trials | with a ratio | AUC | rank-1 | Cllr | different, LR > 10 | largest |")
        print("|---|---|---|---|---|---|---|---|---|")
        for size in options.sizes:
            present, absent = [], []
            for (name, side, count, _), suspect in suspects.items():
                if count != size:
                    continue
                found = score(suspect, [references[model, side] for model in models], base)
                present += [(n == name, s, r, found[0][0] == name) for n, s, r in found]
                others = [references[model, side] for model in models if model != name]
                absent += [(False, s, r, None) for _, s, r in score(suspect, others, base)]
            row("learned", size, present)
            row("learned, true model absent", size, absent)
        trials = {size: [] for size in options.sizes}
        for left_out in itertools.combinations(models, 2):
            calibrated = str(folder / "calibrated.whorlbg")
            run(
                "calibrate", *[str(corpora / f"{m}.jsonl.gz") for m in models if m not in left_out],
                "--name", "stories", "-q", "-o", calibrated, *base)
            for (name, side, size, draw), suspect in suspects.items():
                if name in left_out and draw == 0:
                    known = [references[model, side] for model in left_out]
                    trials[size] += [
                        (n == name, s, r, None)
                        for n, s, r in score(suspect, known, ["--background", calibrated])]
        for size in options.sizes:
            row("calibrated on ten others", size, trials[size])


if __name__ == "__main__":
    main()
