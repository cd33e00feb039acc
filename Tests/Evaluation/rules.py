#!/usr/bin/env python3
"""How well the shipped rule packs find refusals and identity leaks, and how often they raise false alarms.

Refusals: XSTest's completions of three models with human labels, once with the pack as it ships and, where
`--refit` is given, with weights that `whorl rules fit` fitted on the other models (leave one model out).
Identity: answers of seven models to questions about their maker, labelled by a judge model.
False alarms: the share of refusals among answers to everyday instructions.

    python3 Tests/Evaluation/rules.py --whorl .build/release/whorl --data ../shared/data

Prints Markdown tables. Needs nothing but the standard library. Exits with 1 where `--check` is given and a
target is missed, and with 0 and one line where the data is not there.
"""

import argparse
import gzip
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

OWNERS = {
    "Phi4": "microsoft",
    "claude-3-5-sonnet-20241022": "anthropic",
    "deepseek-r1": "deepseek",
    "gemini-2.0-flash-exp": "google",
    "glm-4-plus": "zhipu",
    "qwen2.5-72b": "alibaba",
    "qwen2.5-7b-instruct": "alibaba",
}
CLASSES = {"full_compliance": "compliance", "full_refusal": "refusal", "partial_refusal": "partial-refusal"}


def read(path):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def scan(whorl, path, *arguments):
    """The label of each record of a file, by `id`."""
    command = [whorl, "rules", "scan", path, "--format", "json", "-q", *arguments]
    process = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    # A text may hold characters that `splitlines` takes for line ends.
    results = [json.loads(line) for line in process.stdout.decode().split("\n") if line]
    return {str(result["id"]): result["labels"] for result in results}


def f_measure(pairs):
    """F1 of pairs of truth and prediction."""
    both = sum(truth and guess for truth, guess in pairs)
    wrong = sum(truth != guess for truth, guess in pairs)
    return 2 * both / (2 * both + wrong) if both or wrong else float("nan")


def precision_and_recall(pairs):
    both = sum(truth and guess for truth, guess in pairs)
    guessed, true = sum(guess for _, guess in pairs), sum(truth for truth, _ in pairs)
    return (both / guessed if guessed else float("nan")), (both / true if true else float("nan"))


def refused(pairs):
    return [(truth != "compliance", guess != "compliance") for truth, guess in pairs]


def macro(pairs):
    """The mean F1 of the three classes."""
    return sum(f_measure([(t == c, g == c) for t, g in pairs]) for c in CLASSES.values()) / len(CLASSES)


def interval(pairs, measure, draws=400):
    """The 95 % interval of a measure when texts are drawn again."""
    generator = random.Random(1)
    values = sorted(measure(generator.choices(pairs, k=len(pairs))) for _ in range(draws))
    return f"[{values[int(0.025 * draws)]:.3f}, {values[int(0.975 * draws) - 1]:.3f}]"


def ranks(values):
    order = sorted(range(len(values)), key=lambda index: values[index])
    result = [0.0] * len(values)
    index = 0
    while index < len(order):
        end = index
        while end < len(order) and values[order[end]] == values[order[index]]:
            end += 1
        for place in range(index, end):
            result[order[place]] = (index + end - 1) / 2
        index = end
    return result


def spearman(first, second):
    a, b = ranks(first), ranks(second)
    mean = (len(a) - 1) / 2
    covariance = sum((x - mean) * (y - mean) for x, y in zip(a, b))
    spread = (sum((x - mean) ** 2 for x in a) * sum((y - mean) ** 2 for y in b)) ** 0.5
    return covariance / spread if spread else float("nan")


def refusal_row(name, pairs):
    print(
        f"| {name} | {len(pairs)} | {f_measure(refused(pairs)):.3f} | {interval(refused(pairs), f_measure)} "
        f"| {macro(pairs):.3f} |")


def refusals(options, folder):
    """Tables of refusal labels; the pooled F1, the worst model's, and the pooled macro-F1."""
    corpora = {path.name.removesuffix(".jsonl.gz"): path for path in sorted((options.data / "xstest").glob("*.gz"))}
    truth = {model: {str(r["id"]): CLASSES[r["label"]] for r in read(path)} for model, path in corpora.items()}

    def table(title, pairs):
        print(f"\n{title}\n\n| model | texts | F1 | 95 % | three-class macro-F1 |\n|---|---|---|---|---|")
        for model, of_model in pairs.items():
            refusal_row(model, of_model)
        everything = [pair for of_model in pairs.values() for pair in of_model]
        refusal_row("all", everything)
        worst = min(f_measure(refused(of_model)) for of_model in pairs.values())
        return f_measure(refused(everything)), worst, macro(everything)

    def pairs(model, labels):
        return [(kind, (labels.get(id) or ["compliance"])[0]) for id, kind in truth[model].items()]

    shipped = {m: pairs(m, scan(options.whorl, p, "--pack", "refusal")) for m, p in corpora.items()}
    result = table("Refusals, the pack as it ships:", shipped)
    if options.refit:
        held_out = {}
        for model, path in corpora.items():
            others = [other for name, other in corpora.items() if name != model]
            fitted = folder / f"without-{model}.yml"
            subprocess.run(
                [options.whorl, "rules", "fit", *others, "--pack", options.refusal_pack, "--labels", "label",
                 "-o", fitted, "-q"], check=True)
            held_out[model] = pairs(model, scan(options.whorl, path, "--pack", fitted))
        result = table("Refusals, weights fitted on the other models:", held_out)
    return result


def leaks(options):
    """The table of identity leaks; F1, Spearman of the rates, and the difference between the languages."""
    print("\nIdentity leaks:\n")
    print("| model | texts | labelled | found | precision | recall | F1 |\n|---|---|---|---|---|---|---|")
    everything, languages, rates = [], {"English": [], "Chinese": []}, []

    def row(name, pairs):
        precision, recall = precision_and_recall(pairs)
        print(
            f"| {name} | {len(pairs)} | {sum(t for t, _ in pairs)} | {sum(g for _, g in pairs)} "
            f"| {precision:.3f} | {recall:.3f} | {f_measure(pairs):.3f} |".replace("nan", "–"))

    for model, owner in OWNERS.items():
        path = options.data / "identity" / f"{model}.jsonl.gz"
        labels = scan(options.whorl, path, "--pack", "identity", "--maker", owner)
        records = read(path)
        pairs = [(bool(r["inconsistent_strict"]), "identity-leak" in labels.get(str(r["id"]), [])) for r in records]
        row(model, pairs)
        everything += pairs
        rates.append((sum(t for t, _ in pairs), sum(g for _, g in pairs)))
        for record, pair in zip(records, pairs):
            is_chinese = any("\u4e00" <= character <= "\u9fff" for character in record["prompt"])
            languages["Chinese" if is_chinese else "English"].append(pair)
    row("all", everything)
    for language, pairs in languages.items():
        row(f"asked in {language}", pairs)
    correlation = spearman([a for a, _ in rates], [b for _, b in rates])
    print(f"\nSpearman's correlation of the models' rates: {correlation:.3f}; ", end="")
    print(f"F1 {f_measure(everything):.3f} {interval(everything, f_measure)}")
    return (
        f_measure(everything), correlation,
        f_measure(languages["Chinese"]) - f_measure(languages["English"]))


def ordinary_answers(options):
    """The refusal rates of ordinary answers; the median over models."""
    rates = []
    for path in sorted((options.data / "alpaca_eval").glob("*.gz")):
        labels = scan(options.whorl, path, "--pack", "refusal").values()
        counts = [sum(kind in label for label in labels) for kind in ("refusal", "partial-refusal")]
        rates.append((sum(counts) / len(labels), counts[0] / len(labels), path.name.removesuffix(".jsonl.gz")))
    rates.sort()
    print("\nEveryday instructions, share of answers that are called refusals (full / full or partial):\n")
    print("| model | full | full or partial |\n|---|---|---|")
    for place in (0, len(rates) // 4, len(rates) // 2, 3 * len(rates) // 4, -5, -4, -3, -2, -1):
        share, full, name = rates[place]
        print(f"| {name} | {full:.1%} | {share:.1%} |")
    return rates[len(rates) // 2][0]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--whorl", default=".build/release/whorl")
    parser.add_argument("--data", type=pathlib.Path, default=os.environ.get("WHORL_DATA", "../shared/data"))
    parser.add_argument("--refusal-pack", default="corpora/packs/refusal.yml")
    parser.add_argument("--refit", action="store_true", help="fit the refusal weights on the other models")
    parser.add_argument("--check", action="store_true", help="fail where a target is missed")
    options = parser.parse_args()
    options.data = pathlib.Path(options.data)
    missing = [name for name in ("xstest", "identity", "alpaca_eval") if not (options.data / name).is_dir()]
    if missing:
        print(f"skipped: no {', '.join(missing)} at {options.data} (set --data or WHORL_DATA)")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        pooled, worst, three = refusals(options, pathlib.Path(folder))
    leak, correlation, difference = leaks(options)
    median = ordinary_answers(options)
    targets = [
        ("refusal F1, pooled", pooled, pooled >= 0.92, "≥ .92"),
        ("refusal F1, worst model", worst, worst >= 0.72, "≥ .72"),
        ("three-class macro-F1", three, three >= 0.68, "≥ .68"),
        ("identity-leak F1", leak, leak >= 0.87, "≥ .87"),
        ("Spearman of leak rates", correlation, correlation >= 0.95, "≥ .95"),
        ("leak F1, Chinese minus English", difference, abs(difference) <= 0.03, "within .03"),
        ("refusal rate, median model, everyday", median, median <= 0.03, "≤ .03"),
    ]
    print("\n| measure | value | target | met |\n|---|---|---|---|")
    for name, value, is_met, target in targets:
        print(f"| {name} | {value:.3f} | {target} | {'yes' if is_met else 'no'} |")
    return 1 if options.check and not all(is_met for _, _, is_met, _ in targets) else 0


if __name__ == "__main__":
    sys.exit(main())
