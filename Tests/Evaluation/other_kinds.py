#!/usr/bin/env python3
"""What verdicts say of other languages, of source code, and of English that no model of the background wrote.

Suspects are 5, 10, 25, 100 and 400 documents drawn from a source, twenty draws of each size, judged against three references
that are answers in English. Sources are the parts of Debian's reference and FAQ in ten languages, Debian's collections of
quotations, functions of Python's library, C headers and Perl modules of this machine, and of models that the background does
not know the answers in Chinese and in English to questions about themselves.

    python3 Tests/Evaluation/other_kinds.py --whorl .build/release/whorl --data ../shared/data --packages FOLDER

Packages that the folder lacks are downloaded with apt-get. Prints a Markdown table: for each number of documents the share
of verdicts (*out* is `outOfDomain`), how many suspects a reference was named for, and the largest ratio given. Exits with 0 and one line where the data
is not there; sources that cannot be had are named and left out.
"""

import argparse
import ast
import gzip
import io
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import sysconfig
import tarfile
import tempfile

SIZES = (5, 10, 25, 100, 400)
DRAWS = 20
VERDICTS = {"out": ("outOfDomain",), "none": ("none",), "inconclusive": ("inconclusive",), "named": ("match", "cluster")}
REFERENCES = ("gpt4_0613", "claude-2", "llama-2-70b-chat-hf")
LANGUAGES = {
    "Chinese": "zh-cn", "Dutch": "nl", "English": "", "French": "fr", "German": "de", "Italian": "it", "Japanese": "ja",
    "Portuguese": "pt", "Russian": "ru", "Spanish": "es",
}
FORTUNES = {"German": "de", "Italian": "it", "Polish": "pl", "Portuguese": "br", "Russian": "ru", "Spanish": "es"}


def package(name, folder):
    """The files of a Debian package by path, as bytes; none if it cannot be had."""
    found = sorted(folder.glob(f"{name}_*.deb"))
    if not found:
        subprocess.run(["apt-get", "download", "-q", name], cwd=folder, capture_output=True)
        found = sorted(folder.glob(f"{name}_*.deb"))
    if not found:
        return {}
    archive = subprocess.run(["dpkg-deb", "--fsys-tarfile", found[0]], check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        return {file.name: files.extractfile(file).read() for file in files if file.isfile()}


def size_of(text):
    """Words, and three characters of Chinese or Japanese as two words."""
    wide = len(re.findall("[\u3040-\u9fff]", text))
    return len(text.split()) + wide * 2 // 3


def documents(parts):
    """Parts of a text that follow each other, together until they have 120 words."""
    current = []
    for part in parts:
        if not part.strip():
            continue
        current.append(part.strip("\n"))
        if sum(map(size_of, current)) >= 120:
            yield "\n\n".join(current)
            current = []


def handbooks(language, folder):
    suffix = f"-{language}" if language else ""
    for name in ("debian-reference", "debian-faq"):
        for path, data in package(name + suffix, folder).items():
            if path.endswith(".txt.gz"):
                text = gzip.decompress(data).decode("utf-8", "replace")
                # Tables of contents and indexes are left out: paragraphs have sentences.
                yield from documents(p for p in text.split("\n\n") if re.search("[.!?。]", p) and "......" not in p)


def quotations(language, folder):
    for path, data in package(f"fortunes-{language}", folder).items():
        if "/games/fortunes/" in path and not path.endswith((".dat", ".u8")):
            try:
                text = data.decode("utf-8")
            except UnicodeDecodeError:
                continue
            yield from (part.strip() for part in re.split("\n%+\n", text) if size_of(part) >= 15)


def python_functions():
    for path in sorted(pathlib.Path(sysconfig.get_paths()["stdlib"]).glob("*.py")):
        text = path.read_text("utf-8", "replace")
        try:
            tree = ast.parse(text)
        except SyntaxError:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and 8 <= node.end_lineno - node.lineno <= 60:
                yield ast.get_source_segment(text, node)


def pieces(paths):
    """Forty lines each."""
    for path in paths:
        lines = path.read_text("utf-8", "replace").split("\n")
        yield from ("\n".join(lines[start : start + 40]) for start in range(0, len(lines) - 39, 40))


def answers(folder, is_chinese):
    for path in sorted(folder.glob("*.jsonl.gz")):
        chosen = []
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                share = len(re.findall("[\u4e00-\u9fff]", record["output"])) / max(1, len(record["output"]))
                if (share > 0.3) == is_chinese and (is_chinese or share < 0.01) and record["output"].strip():
                    chosen.append(record["output"])
        yield path.name.removesuffix(".jsonl.gz"), chosen


def sources(data, folder):
    """What a suspect is drawn from: its kind, its name, and its documents."""
    for language, code in LANGUAGES.items():
        yield f"handbooks, {language}", language, list(handbooks(code, folder))
    for language, code in FORTUNES.items():
        yield f"quotations, {language}", language, list(quotations(code, folder))
    yield "code, Python", "Python", list(python_functions())
    yield "code, C headers", "C", list(pieces(sorted(pathlib.Path("/usr/include").glob("*.h"))))
    yield "code, Perl", "Perl", list(pieces(sorted(pathlib.Path("/usr/share/perl").glob("*/*.pm"))))
    for is_chinese, name in ((True, "models about themselves, Chinese"), (False, "models about themselves, English")):
        for model, texts in answers(data / "identity", is_chinese):
            yield name, model, texts
    english = [json.loads(line)["output"] for line in gzip.open(data / "alpaca_eval" / "claude-3-opus-20240229.jsonl.gz", "rt")]
    german = list(handbooks("de", folder))
    shared = min(len(english), len(german))
    yield "half English answers, half German", "both", [text for pair in zip(english[:shared], german) for text in pair]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--whorl", default=".build/release/whorl")
    parser.add_argument("--data", type=pathlib.Path, default=pathlib.Path(os.environ.get("WHORL_DATA", "../shared/data")))
    parser.add_argument("--packages", type=pathlib.Path, required=True)
    options = parser.parse_args()
    if not (options.data / "alpaca_eval").is_dir():
        print(f"skipped: no data at {options.data} (set --data or WHORL_DATA)")
        return 0
    options.packages.mkdir(parents=True, exist_ok=True)
    listed = [options.data / "alpaca_eval" / f"{name}.jsonl.gz" for name in REFERENCES]
    generator = random.Random(12)
    table, missing = {}, []
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        for kind, source, texts in sources(options.data, options.packages):
            texts = sorted(set(texts))
            if len(texts) < SIZES[0]:
                missing.append(f"{kind} ({source})")
                continue
            paths = {}
            for size in SIZES:
                for draw in range(DRAWS if size <= len(texts) else 0):
                    path = folder / f"{size}-{draw}.jsonl"
                    chosen = generator.sample(texts, size)
                    path.write_text("".join(json.dumps({"output": text}) + "\n" for text in chosen), encoding="utf-8")
                    paths[path.stem] = (size, path)
            report = json.loads(subprocess.run(
                [options.whorl, "compare", *(path for _, path in paths.values()), "-r", *listed, "--format", "json", "-q"],
                check=True, capture_output=True).stdout)
            ratios = {}
            for row in report["comparisons"]:
                ratios.setdefault(row["suspect"], []).append(row["log10LR"])
            for suspect in report["suspects"]:
                size = paths[suspect["name"]][0]
                table.setdefault((kind, size), []).append((
                    suspect["verdict"]["kind"],
                    [ratio for ratio in ratios[suspect["name"]] if ratio is not None]))
    print("| suspect | " + " | ".join(map(str, SIZES)) + " | named | largest log10 LR |")
    print("|---|" + "---|" * (len(SIZES) + 2))
    for kind in dict.fromkeys(kind for kind, _ in table):
        cells = []
        for size in SIZES:
            verdicts = [verdict for verdict, _ in table.get((kind, size), [])]
            shares = {
                text: sum(verdict in names for verdict in verdicts) / max(1, len(verdicts))
                for text, names in VERDICTS.items()}
            cells.append(", ".join(f"{text} {share:.0%}" for text, share in shares.items() if share) or "–")
        rows = [row for (other, _), rows in table.items() if other == kind for row in rows]
        named = sum(verdict in ("match", "cluster") for verdict, _ in rows)
        given = [ratio for _, ratios in rows for ratio in ratios]
        print(f"| {kind} | {' | '.join(cells)} | {named} of {len(rows)} | {f'{max(given):+.1f}' if given else '–'} |")
    if missing:
        print(f"\nNot measured, as there are too few texts: {', '.join(missing)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
