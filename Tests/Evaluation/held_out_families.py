#!/usr/bin/env python3
"""Verdicts and likelihood ratios of `whorl score` on models that the background has never seen.

Families of models are dealt into two groups. A background is trained on one group with `whorl train`; in
the other, every second model becomes a reference, made from the even-numbered prompts, and every model a
suspect of N odd-numbered prompts. So neither models nor prompts are shared, and half of the suspects have
no reference at all. Then the groups change places. The two adversarial entries of the data and, if it is
there, another domain (creative writing) are suspects too.

    python3 Tests/Evaluation/held_out_families.py --whorl .build/release/whorl --data ../shared/data

Prints Markdown tables. Needs nothing but the standard library; takes some minutes.
"""

import argparse
import collections
import gzip
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

ADVERSARIAL = ("NullModel", "gpt4_gamed")


def read(path):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def write(path, records):
    with open(path, "w", encoding="utf-8") as file:
        for record in records:
            json.dump({key: record[key] for key in ("id", "prompt", "output")}, file, ensure_ascii=False)
            file.write("\n")


def families(path):
    table = {}
    for line in path.read_text().splitlines():
        if line and not line.startswith("#"):
            fields = line.split("\t")
            table[fields[0]] = (fields[1], fields[2] if len(fields) > 2 else fields[0])
    return table


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--whorl", default=".build/release/whorl")
    parser.add_argument("--data", default=os.environ.get("WHORL_DATA", "../shared/data"))
    parser.add_argument("--families", default="corpora/background/families.tsv")
    parser.add_argument("--sizes", type=int, nargs="+", default=[5, 10, 25, 100, 400])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--backgrounds", nargs=2, type=pathlib.Path,
                        help="the two backgrounds, if there are any yet: the one without group 1 first")
    options = parser.parse_args()
    corpora = pathlib.Path(options.data) / "alpaca_eval"
    if not corpora.is_dir():
        print(f"skipped: no data at {options.data} (set --data or WHORL_DATA)")
        return 0
    table = families(pathlib.Path(options.families))
    names = sorted(set(family for family, _ in table.values()))
    random.Random(options.seed).shuffle(names)
    groups = [[], []]
    for family in names:
        members = sorted(name for name, (own, _) in table.items() if own == family)
        min(groups, key=len).extend(members)
    tally = collections.Counter()
    other = collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)

        def run(*arguments):
            return subprocess.run(
                [options.whorl, *map(str, arguments)], check=True, capture_output=True, text=True).stdout

        def score(records, background, known):
            write(folder / "suspect.jsonl", records)
            return json.loads(run(
                "score", folder / "suspect.jsonl", "-q", "--format", "json", "--background", background,
                "-r", *known))

        for held_out in (0, 1):
            background = options.backgrounds[held_out] if options.backgrounds else folder / f"background-{held_out}"
            if not options.backgrounds:
                run("train", *(corpora / f"{name}.jsonl.gz" for name in groups[1 - held_out]), "-q",
                    "-o", background, "--name", "half", "--families", options.families)
            tested = sorted(groups[held_out])
            listed = tested[::2]
            known = []
            for name in listed:
                write(folder / "even.jsonl", [r for r in read(corpora / f"{name}.jsonl.gz") if r["id"] % 2 == 0])
                run("fingerprint", folder / "even.jsonl", "-q", "--name", name, "-o", folder / f"{name}.whorl")
                known.append(folder / f"{name}.whorl")
            for name in tested + list(ADVERSARIAL):
                pool = [r for r in read(corpora / f"{name}.jsonl.gz")
                        if r["id"] % 2 == 1 and r["output"].strip()]
                for size in options.sizes:
                    chosen = random.Random(f"{name}/{size}").sample(pool, min(size, len(pool)))
                    result = score(chosen, background, known)
                    kind = result["verdict"]["kind"]
                    if name in ADVERSARIAL:
                        other[name, size, kind] += 1
                        continue
                    group = "listed" if name in listed else "unlisted"
                    same = {n for n in listed if table[n][1] == table[name][1]}
                    related = {n for n in listed if table[n][0] == table[name][0]}
                    called = set(result["verdict"]["references"]) if kind in ("match", "cluster") else set()
                    tally[size, group] += 1
                    tally[size, group, "right"] += bool(called & same)
                    tally[size, group, "relative"] += bool(called) and not called & same and called <= related
                    tally[size, group, "wrong"] += bool(called - related) and not called & same
                    tally[size, group, kind] += 1
                    for reference in result["references"]:
                        if reference["name"] in same or reference["log10LR"] is None:
                            continue
                        place = "related" if reference["name"] in related else "unrelated"
                        tally[size, place] += 1
                        tally[size, place, 10] += reference["log10LR"] > 1
                        tally[size, place, 100] += reference["log10LR"] > 2
            fiction = pathlib.Path(options.data) / "creative_writing"
            if fiction.is_dir():
                paths = sorted(fiction.glob("*.jsonl.gz"))
                for path in paths:
                    pool = [r for r in read(path) if r["output"].strip()]
                    chosen = random.Random(path.name).sample(pool, min(25, len(pool)))
                    result = score(chosen, background, known)
                    other["fiction against instructions", 25, result["verdict"]["kind"]] += 1
                known_fiction = []
                for index, path in enumerate(paths):
                    pool = [r for r in read(path) if r["id"] % 2 == 0]
                    write(folder / "even.jsonl", pool)
                    target = folder / f"fiction-{index}.whorl"
                    run("fingerprint", folder / "even.jsonl", "-q", "--name", path.name, "-o", target)
                    known_fiction.append(target)
                ranked = 0
                for path in paths:
                    pool = [r for r in read(path) if r["id"] % 2 == 1 and r["output"].strip()]
                    chosen = random.Random(path.name).sample(pool, min(25, len(pool)))
                    result = score(chosen, background, known_fiction)
                    ratios = [r["log10LR"] for r in result["references"] if r["log10LR"] is not None]
                    ranked += result["references"][0]["name"] == path.name
                    other["fiction against fiction", 25, "ratio given" if ratios else "ranks only"] += 1
                other["fiction against fiction", 25, "right reference ranked first"] += ranked

    def share(*keys):
        total = tally[keys[:2]]
        return f"{tally[keys] / total:.3f}" if total else "-"

    print("| N | listed: named right | listed: a relative only | listed: wrong | listed: not named "
          "| unlisted: relative named | unlisted: wrong named | unlisted: none or out of domain |")
    print("|---|---|---|---|---|---|---|---|")
    for size in options.sizes:
        quiet = [tally[size, "listed", k] for k in ("none", "inconclusive", "outOfDomain")]
        none = tally[size, "unlisted", "none"] + tally[size, "unlisted", "outOfDomain"]
        print(f"| {size} | {share(size, 'listed', 'right')} | {share(size, 'listed', 'relative')} "
              f"| {share(size, 'listed', 'wrong')} | {sum(quiet) / tally[size, 'listed']:.3f} "
              f"| {share(size, 'unlisted', 'relative')} | {share(size, 'unlisted', 'wrong')} "
              f"| {none / tally[size, 'unlisted']:.3f} |")
    print(f"\n{tally[options.sizes[0], 'listed']} listed and {tally[options.sizes[0], 'unlisted']} unlisted "
          "suspects of each size.\n")
    print("| N | unrelated pairs | LR > 10 | LR > 100 | related pairs | LR > 10 | LR > 100 |")
    print("|---|---|---|---|---|---|---|")
    for size in options.sizes:
        print(f"| {size} | {tally[size, 'unrelated']} | {share(size, 'unrelated', 10)} "
              f"| {share(size, 'unrelated', 100)} | {tally[size, 'related']} | {share(size, 'related', 10)} "
              f"| {share(size, 'related', 100)} |")
    print("\n| suspects | N | outcome | cases |\n|---|---|---|---|")
    for (name, size, kind), count in sorted(other.items()):
        print(f"| {name} | {size} | {kind} | {count} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
