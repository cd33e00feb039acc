#!/usr/bin/env python3
"""Measures MinHash signatures beside rensa and datasketch, on the same documents in one run.

    swift build -c release --package-path Tests/Benchmarks
    python3 Tests/Benchmarks/signatures.py CORPUS.jsonl

CORPUS has the text in "output". The other libraries are installed from PyPI into a virtual environment,
Tests/Benchmarks/.venv unless --venv names another, and the script goes on in it. All times are CPU
seconds of one thread, the least of --runs; the measurements take turns, so that all see the same
machine. Prints a Markdown table.
"""

import argparse
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time

PEERS = ["rensa==0.5.0", "datasketch==2.0.0"]
HERE = pathlib.Path(__file__).resolve().parent
WORDS = re.compile(r"\w+")


def enter_environment(path):
    """Runs this script again in the virtual environment, which is made where it is missing."""
    python = path / "bin" / "python"
    if pathlib.Path(sys.prefix).resolve() == path.resolve():
        return
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", path], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PEERS], check=True)
    # The thread pool of a peer would hide what one core does.
    os.environ["RAYON_NUM_THREADS"] = "1"
    os.execv(python, [str(python), *sys.argv])


def shingles(text):
    """The shingling that users of such libraries write: five lower-case words, joined."""
    words = WORDS.findall(text.lower())
    return [" ".join(words[i : i + 5]) for i in range(len(words) - 4)]


def cpu_seconds(work):
    start = time.process_time()
    work()
    return time.process_time() - start


def edited(text, share, generator):
    """The text with a share of its words replaced, in runs, so that shingles survive between them."""
    words = text.split(" ")
    place = 0
    while place < len(words):
        if generator.random() < share / 4:
            for index in range(place, min(place + 4, len(words))):
                words[index] = "".join(generator.choices("abcdefghijklmnop", k=6))
            place += 4
        place += 1
    return " ".join(words)


def root_mean_square(errors):
    return (sum(error * error for error in errors) / len(errors)) ** 0.5


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("--venv", type=pathlib.Path, default=HERE / ".venv")
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--pairs", type=int, default=4_000)
    arguments = parser.parse_args()
    enter_environment(arguments.venv)
    import datasketch
    import rensa

    texts = []
    with open(arguments.corpus, encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line).get("output")
            if isinstance(text, str):
                texts.append(text.replace("\0", ""))
    generator = random.Random(1)
    generator.shuffle(texts)
    texts = texts[: arguments.documents]
    pairs = []
    for text in texts:
        # Documents are cut to all lengths, because the errors of short ones are other than those of long ones.
        words = text.split(" ")
        text = " ".join(words[: 24 + len(pairs) % 400])
        changed = edited(text, generator.uniform(0.0, 0.5), generator)
        if len(shingles(text)) >= 20 and len(shingles(changed)) >= 20:
            pairs.append((text, changed))
        if len(pairs) == arguments.pairs:
            break

    ready = [shingles(text) for text in texts]
    count = sum(map(len, ready))
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    encoded = [[s.encode() for s in document] for document in ready[: len(ready) // 10]]
    tenth = texts[: len(texts) // 10]
    count_of_tenth = sum(map(len, encoded))

    def rensa_signatures(documents):
        return rensa.RMinHash.digest_matrix_from_token_sets(documents, num_perm=128, seed=42)

    def datasketch_signature(document):
        signature = datasketch.MinHash(num_perm=128, seed=42)
        signature.update_batch(document)
        return signature

    best = {}

    def record(name, seconds, shingle_count):
        rate = shingle_count / seconds / 1e6
        best[name] = max(best.get(name, 0), rate)

    with tempfile.TemporaryDirectory() as folder:
        documents = pathlib.Path(folder, "documents")
        documents.write_bytes(b"".join(text.encode() + b"\0" for text in texts))
        paired = pathlib.Path(folder, "pairs")
        paired.write_bytes(b"".join(text.encode() + b"\0" for pair in pairs for text in pair))
        binary = HERE / ".build" / "release" / "signature-benchmark"
        for _ in range(arguments.runs):
            output = subprocess.run(
                [binary, documents, paired, "3"], check=True, capture_output=True, text=True
            )
            ours = json.loads(output.stdout)
            record("whorl, text to signature", ours["seconds"], ours["shingles"])
            record("rensa, hashing of ready shingles", cpu_seconds(lambda: rensa_signatures(ready)), count)
            record(
                "rensa, with shingling in Python",
                cpu_seconds(lambda: rensa_signatures([shingles(text) for text in texts])),
                count,
            )
            record(
                "datasketch, hashing of ready shingles",
                cpu_seconds(lambda: [datasketch_signature(document) for document in encoded]),
                count_of_tenth,
            )
            record(
                "datasketch, with shingling in Python",
                cpu_seconds(
                    lambda: [datasketch_signature([s.encode() for s in shingles(t)]) for t in tenth]
                ),
                count_of_tenth,
            )

    # By the number of shingles of the document.
    classes = [(20, 50), (50, 100), (100, 200), (200, 500)]
    errors = {"whorl": {}, "rensa": {}, "datasketch": {}}

    def note(name, size, error):
        for low, high in classes:
            if low <= size < high:
                errors[name].setdefault((low, high), []).append(error)

    for (a, b), own in zip(pairs, ours["errors"]):
        first, second = shingles(a), shingles(b)
        exact = len(set(first) & set(second)) / len(set(first) | set(second))
        signatures = []
        for document in (first, second):
            signature = rensa.RMinHash(num_perm=128, seed=42)
            signature.update(document)
            signatures.append(signature)
        note("rensa", len(first), signatures[0].jaccard(signatures[1]) - exact)
        left, right = (datasketch_signature([s.encode() for s in d]) for d in (first, second))
        note("datasketch", len(first), left.jaccard(right) - exact)
        if own is not None:
            note("whorl", len(first), own)

    print(f"{len(texts)} documents, {megabytes:.1f} MB of text, {count / 1e6:.2f} million shingles for the")
    print(f"peers and {ours['shingles'] / 1e6:.2f} for whorl.\n")
    print("| from → to 128 values | million shingles a second and core | whorl is faster by |")
    print("|---|---|---|")
    own = best["whorl, text to signature"]
    for name, rate in best.items():
        ratio = "" if name.startswith("whorl") else f"{own / rate:.1f} ×"
        print(f"| {name} | {rate:.2f} | {ratio} |")
    print("\nRoot mean square error of the estimate:\n")
    print("| shingles | pairs | whorl | rensa | datasketch |")
    print("|---|---|---|---|---|")
    for low, high in classes:
        row = [f"{root_mean_square(errors[name][low, high]):.4f}" for name in errors]
        print(f"| {low} to {high - 1} | {len(errors['rensa'][low, high])} | {' | '.join(row)} |")


main()
