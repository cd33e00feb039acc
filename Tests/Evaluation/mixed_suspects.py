#!/usr/bin/env python3
"""What ratios and verdicts say where some of a suspect's answers are another model's.

Of each model that a background has not seen, answers to one half of the prompts are a reference, beside a second model of
another family, of which a share of the suspect's answers is, and a third; or beside two others, so that the second is not
listed. Families of models are dealt into two groups as in evaluation_tables.py, and each group is judged by a background that
was trained on the other.

    python3 Tests/Evaluation/mixed_suspects.py --whorl .build/release/whorl --data ../shared/data

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
from prompt_mix import arguments, backgrounds_of, records, tool, write

SIZES = (25, 100, 300)
SHARES = (0, 0.1, 0.25, 0.5)


def main():
    options = arguments(__doc__)
    corpora = options.data / "alpaca_eval"
    family = families(pathlib.Path(options.families))
    groups = deal(family, options.deal)
    generator = random.Random(14)
    run = tool(options.whorl)
    table = {}
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        for group, background in zip(groups, backgrounds_of(groups, options, folder)):
            references, halves = {}, {}
            # One division of the prompts for all models of a group.
            prompts = sorted({record["prompt"] for record in records(corpora / f"{group[0]}.jsonl.gz")})
            known = set(generator.sample(prompts, len(prompts) // 2))
            for model in group:
                answers = records(corpora / f"{model}.jsonl.gz")
                write(folder / "part.jsonl", [record for record in answers if record["prompt"] in known])
                references[model] = folder / f"{model}.whorl"
                run("fingerprint", folder / "part.jsonl", "-o", references[model], "--name", model)
                halves[model] = {record["prompt"]: record for record in answers if record["prompt"] not in known}
            for model in group:
                others = generator.sample([name for name in group if family[name][0] != family[model][0]], 3)
                second = others[0]
                suspects = {}
                asked = generator.sample(sorted(halves[model].keys() & halves[second].keys()), SIZES[-1])
                for size in SIZES:
                    for share in SHARES:
                        foreign = round(size * share)
                        chosen = [
                            halves[second if place < foreign else model][prompt]
                            for place, prompt in enumerate(asked[:size])]
                        path = folder / f"{size}-{share}.jsonl"
                        write(path, chosen)
                        suspects[path.stem] = (path, size, share)
                for is_listed in (True, False):
                    listed = [model, *(others[:2] if is_listed else others[1:])]
                    report = json.loads(run(
                        "compare", *(path for path, _, _ in suspects.values()), "-r", *(references[name] for name in listed),
                        "--background", background, "--format", "json"))
                    ratios = {(row["suspect"], row["reference"]): row["log10LR"] for row in report["comparisons"]}
                    for suspect in report["suspects"]:
                        _, size, share = suspects[suspect["name"]]
                        table.setdefault((is_listed, share, size), []).append((
                            ratios[suspect["name"], model], ratios.get((suspect["name"], second)),
                            suspect["verdict"]["kind"], suspect["verdict"]["references"], model, second))
    print("| second model | its share | answers | first named | second named | another named | none | inconclusive"
          " | first above 10 | first below 1/10 | second below 1/10 |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    for (is_listed, share, size), rows in table.items():
        def part(holds):
            return f"{sum(map(holds, rows)) / len(rows):.0%}"
        is_named = lambda row: row[2] in ("match", "cluster")
        print(
            f"| {'listed' if is_listed else 'not listed'} | {share:.0%} | {size} | "
            + " | ".join([
                part(lambda row: is_named(row) and row[4] in row[3]),
                part(lambda row: is_named(row) and row[5] in row[3] and row[4] not in row[3]),
                part(lambda row: is_named(row) and row[4] not in row[3] and row[5] not in row[3]),
                part(lambda row: row[2] == "none"), part(lambda row: row[2] == "inconclusive"),
                part(lambda row: row[0] is not None and row[0] > 1), part(lambda row: row[0] is not None and row[0] < -1),
                part(lambda row: row[1] is not None and row[1] < -1) if is_listed else "–"])
            + " |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
