#!/usr/bin/env python3
"""How much more often mined packs fire on the model they were mined from than on others.

Each model's answers are dealt into two halves by prompt. `whorl mine` sees one half only, of the target and of all other
models as background, and divides that again by itself to confirm what it finds. The pack is then run over the other
half of every model. "Fires" is the number of hits a text; the target is to be at 5 times the median of the other models. "Strong" is what
the pack says of itself: whether it expects that, with a margin.

    python3 Tests/Evaluation/mining.py --whorl .build/release/whorl --data ../shared/data

Prints a Markdown table of ten references, every third of `lineage.json`, or of those named with `--references`. Exits with
0 and one line where the data is not there.
"""

import argparse
import gzip
import hashlib
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile


def is_held_out(prompt, number):
    seed = f"mining {number} " if number else "mining "
    return hashlib.sha256((seed + prompt).encode()).digest()[0] & 1 == 1


def deal(path, folder, number):
    """Writes the two halves of a model's answers."""
    halves = ([], [])
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            halves[is_held_out(json.loads(line)["prompt"], number)].append(line)
    name = path.name.removesuffix(".jsonl.gz")
    for half, lines in zip(("seen", "held-out"), halves):
        (folder / half / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")
    return name


def hits(whorl, pack, path):
    """Hits a text, and the share of texts with any."""
    command = [whorl, "rules", "scan", str(path), "--pack", str(pack), "--format", "json", "-q"]
    output = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.decode()
    counts = [len(json.loads(line)["hits"]) for line in output.split("\n") if line]
    return sum(counts) / len(counts), sum(count > 0 for count in counts) / len(counts)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--whorl", default=".build/release/whorl")
    parser.add_argument("--data", type=pathlib.Path, default=pathlib.Path("../shared/data"))
    parser.add_argument("--references", nargs="+", help="names of models; 'all' for all of lineage.json, 'others' for those "
                        "that are not among the ten")
    parser.add_argument("--relatives", help="the share of models that a phrase is not compared with")
    parser.add_argument("--deal", type=int, default=0, help="a number for another way to deal prompts into halves; default 0")
    options = parser.parse_args()
    if not (options.data / "alpaca_eval").is_dir():
        print(f"{options.data} is not there: mined packs are not measured")
        return 0
    references = json.loads((options.data / "lineage.json").read_text())["references"]
    if options.references == ["others"]:
        references = [name for number, name in enumerate(references) if number % 3]
    elif options.references and options.references != ["all"]:
        references = options.references
    elif not options.references:
        references = references[::3]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for half in ("seen", "held-out"):
            (folder / half).mkdir()
        models = [deal(path, folder, options.deal) for path in sorted((options.data / "alpaca_eval").glob("*.jsonl.gz"))]
        print("| mined from | rules | strong | hits a text, its held-out half | median of other models | times | texts with a hit | median |")
        print("|---|---|---|---|---|---|---|---|")
        met = 0
        for reference in references:
            pack = folder / "pack.yml"
            background = [str(folder / "seen" / f"{model}.jsonl") for model in models if model != reference]
            subprocess.run(
                [options.whorl, "mine", "--target", str(folder / "seen" / f"{reference}.jsonl"), "--background",
                 *background, "-o", str(pack), "--name", "mined", "-q"]
                + (["--relatives", options.relatives] if options.relatives else []), check=True)
            text = pack.read_text()
            rules = text.count("\n  - id: ")
            strong = "yes" if "\n  is_strong: true\n" in text else "no"
            if rules == 0:
                print(f"| {reference} | 0 | {strong} | | | | | |", flush=True)
                continue
            rates = {model: hits(options.whorl, pack, folder / "held-out" / f"{model}.jsonl") for model in models}
            own = rates.pop(reference)
            others = [statistics.median(rate[part] for rate in rates.values()) for part in (0, 1)]
            times = own[0] / others[0] if others[0] else (float("inf") if own[0] else 0)
            met += times >= 5
            print(
                f"| {reference} | {rules} | {strong} | {own[0]:.3f} | {others[0]:.4f} | "
                + ("others: none" if times == float("inf") else f"{times:.1f}")
                + f" | {own[1]:.1%} | {others[1]:.1%} |", flush=True)
        print(f"\n{met} of {len(references)} packs fire at least 5 times as often.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
