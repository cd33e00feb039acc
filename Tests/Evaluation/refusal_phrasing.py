#!/usr/bin/env python3
"""How often the phrasing of refusals tells which model wrote them.

Refusals are the answers that the shipped pack labels so. A reference is the fingerprint of a model's refusals on one half
of the prompts, a suspect a few refusals of a model on the other half, and the answer is the reference whose refusal
phrasing is most alike in `whorl score`.

    python3 Tests/Evaluation/refusal_phrasing.py --whorl .build/release/whorl --data ../shared/data

Prints a Markdown table. Exits with 0 and one line where the data is not there.
"""

import argparse
import gzip
import hashlib
import json
import pathlib
import random
import subprocess
import sys
import tempfile

SIZES = (3, 5, 10)


def half(prompt):
    return hashlib.sha256(("phrasing " + prompt).encode()).digest()[0] & 1


def refusals(whorl, path):
    """The answers of a file that the pack calls refusals."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    for number, record in enumerate(records):
        record["id"] = str(number)
    kept = {record["id"]: record for record in records}
    text = "".join(json.dumps({"id": r["id"], "output": r["output"]}) + "\n" for r in records)
    command = [whorl, "rules", "scan", "-", "--pack", "refusal", "--format", "json", "-q"]
    output = subprocess.run(command, input=text.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
    results = [json.loads(line) for line in output.split("\n") if line]
    return [kept[str(result["id"])] for result in results if "refusal" in result["labels"]]


def write(path, records):
    path.write_text("".join(json.dumps({"prompt": r["prompt"], "output": r["output"]}) + "\n" for r in records))


def rank_first(options, folder, name, models, draws):
    """The share of suspects of each size that are given to their own model."""
    generator = random.Random(1)
    right = {size: [0, 0] for size in SIZES}
    for seen in (0, 1):
        references = []
        for model, records in models.items():
            write(folder / f"{model}.jsonl", [r for r in records if half(r["prompt"]) == seen])
            reference = folder / f"{model}.whorl"
            subprocess.run(
                [options.whorl, "fingerprint", str(folder / f"{model}.jsonl"), "-o", str(reference), "--name", model,
                 "--packs", "refusal,hedging", "-q"], check=True)
            references.append(str(reference))
        for model, records in models.items():
            others = [r for r in records if half(r["prompt"]) != seen]
            for size in SIZES:
                for _ in range(draws if len(others) >= size else 0):
                    write(folder / "suspect.jsonl", generator.sample(others, size))
                    output = subprocess.run(
                        [options.whorl, "score", str(folder / "suspect.jsonl"), "-r", *references, "--format", "json",
                         "-q"], stdout=subprocess.PIPE, check=True).stdout
                    gaps = (json.loads(output)["refusalGap"] or {"references": []})["references"]
                    likeness = {gap["name"]: gap["phrasing"]["likeness"] for gap in gaps if gap["phrasing"]}
                    right[size][0] += bool(likeness) and max(sorted(likeness), key=likeness.get) == model
                    right[size][1] += 1
    cells = [f"{a / b:.2f} ({b})" if b else "" for a, b in right.values()]
    print(f"| {name} | {', '.join(f'{m} {len(r)}' for m, r in models.items())} | {' | '.join(cells)} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--whorl", default=".build/release/whorl")
    parser.add_argument("--data", type=pathlib.Path, default=pathlib.Path("../shared/data"))
    parser.add_argument("--draws", type=int, default=10, help="suspects of each model, half and size")
    options = parser.parse_args()
    if not (options.data / "xstest").is_dir():
        print(f"{options.data} is not there: refusal phrasing is not measured")
        return 0
    print("| models | and their refusals | " + " | ".join(f"from {size}" for size in SIZES) + " |")
    print("|---" * (2 + len(SIZES)) + "|")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        sets = {}
        for kind in ("xstest", "alpaca_eval"):
            paths = sorted((options.data / kind).glob("*.jsonl.gz"))
            sets[kind] = {path.name.removesuffix(".jsonl.gz"): refusals(options.whorl, path) for path in paths}
        rank_first(options, folder, "XSTest", sets["xstest"], options.draws)
        most = sorted(sets["alpaca_eval"].items(), key=lambda item: (-len(item[1]), item[0]))
        for count in (5, 8):
            rank_first(
                options, folder, f"alpaca_eval, the {count} with most refusals", dict(most[:count]), options.draws)
    return 0


if __name__ == "__main__":
    sys.exit(main())
