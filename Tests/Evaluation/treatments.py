#!/usr/bin/env python3
"""Whether text that was changed as a whole is noticed, and what ratios say where it is not.

Of each model that a background has not seen, answers to one half of the prompts are the reference, beside two other models',
and 10, 25, 100 or all answers to the other half are the suspect: as they were written, without line breaks, in small letters, in
capitals, without punctuation, and with their words shuffled. Families of models are dealt into two groups as in
evaluation_tables.py, and each group is judged by a background that was trained on the other.

    python3 Tests/Evaluation/treatments.py --whorl .build/release/whorl --data ../shared/data

--backgrounds takes the two backgrounds, if there are any yet: the one without group 1 first. Prints a Markdown table.
Exits with 0 and one line where the data is not there.
"""

import json
import pathlib
import random
import re
import string
import sys
import tempfile

from evaluation_tables import deal
from held_out_families import families
from prompt_mix import arguments, backgrounds_of, records, tool, write

SIZES = (10, 25, 100, None)


def shuffled(text):
    words = text.split()
    random.Random(len(text)).shuffle(words)
    return " ".join(words)


TREATMENTS = {
    "as written": (None, lambda text: text),
    "without line breaks": ("withoutLineBreaks", lambda text: " ".join(text.split())),
    "small letters": ("lowerCase", str.lower),
    "capitals": ("upperCase", str.upper),
    "without punctuation": ("withoutPunctuation", lambda text: re.sub(f"[{re.escape(string.punctuation)}]", "", text)),
    "words shuffled": ("withoutLineBreaks", shuffled),
}


def main():
    options = arguments(__doc__)
    corpora = options.data / "alpaca_eval"
    groups = deal(families(pathlib.Path(options.families)), options.deal)
    generator = random.Random(8)
    run = tool(options.whorl)
    table = {}
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        for group, background in zip(groups, backgrounds_of(groups, options, folder)):
            references, halves = {}, {}
            for model in group:
                answers = records(corpora / f"{model}.jsonl.gz")
                generator.shuffle(answers)
                write(folder / "part.jsonl", answers[: len(answers) // 2])
                references[model] = folder / f"{model}.whorl"
                run("fingerprint", folder / "part.jsonl", "-o", references[model], "--name", model)
                halves[model] = answers[len(answers) // 2 :]
            for number, model in enumerate(group):
                listed = [references[group[(number + step) % len(group)]] for step in range(3)]
                suspects = {}
                for place_of, size in enumerate(SIZES):
                    for treatment, (_, change) in TREATMENTS.items():
                        name = f"{place_of}-{treatment.replace(' ', '-')}"
                        write(
                            folder / f"{name}.jsonl",
                            [{**record, "output": change(record["output"])} for record in halves[model][:size]])
                        suspects[name] = (size, treatment)
                report = json.loads(run(
                    "compare", *(folder / f"{name}.jsonl" for name in suspects), "-r", *listed,
                    "--background", background, "--format", "json"))
                own = {
                    row["suspect"]: row["log10LR"] for row in report["comparisons"] if row["reference"] == model}
                for suspect in report["suspects"]:
                    size, treatment = suspects[suspect["name"]]
                    table.setdefault((treatment, size), []).append(
                        (suspect["domain"].get("suspectTreatment"), suspect["verdict"]["kind"], own[suspect["name"]]))
    print("| texts | answers | named as treated so | as another treatment | of another kind | with a ratio: own below 1/10"
          " | own above 10 |")
    print("|---|---|---|---|---|---|---|")
    for (treatment, size), rows in table.items():
        count = len(rows)
        wanted = TREATMENTS[treatment][0]
        ratios = [ratio for _, _, ratio in rows if ratio is not None]
        right = sum(wanted is not None and found == wanted for found, _, _ in rows)
        wrong = sum(found is not None and found != wanted for found, _, _ in rows)
        kind = sum(found is None and verdict == "outOfDomain" for found, verdict, _ in rows)
        print(
            f"| {treatment} | {size or 'half'} | {f'{right / count:.0%}' if wanted else ''} | {wrong / count:.0%}"
            f" | {kind / count:.0%} | {sum(ratio < -1 for ratio in ratios)} of {len(ratios)}"
            f" | {sum(ratio > 1 for ratio in ratios)} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
