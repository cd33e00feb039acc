#!/usr/bin/env python3
"""What `whorl match`, `whorl dedupe` and `whorl index` reach on real outputs, beside other near-duplicate finders.

    python3 Tests/Benchmarks/copied_text.py edits  --whorl .build/release/whorl --data ../shared/data
    python3 Tests/Benchmarks/copied_text.py peers  --whorl .build/release/whorl --data ../shared/data
    python3 Tests/Benchmarks/copied_text.py scale  --whorl .build/release/whorl --documents 2000000
    python3 Tests/Benchmarks/copied_text.py query  --whorl .build/release/whorl --documents 1000000
    python3 Tests/Benchmarks/copied_text.py ranking --whorl .build/release/whorl

edits: 10,000 documents and 2,500 copies of some of them for each share of words changed, by a seeded
generator; recall of the planted pairs, and all pairs held against an exact count of all of them.
peers: index and query of all documents, counted from text in processor seconds, interleaved, the best of
several runs; recall of the pairs at a Jaccard similarity of 0.5 or more, which are counted exactly.
scale, query and ranking: invented documents.

Prints Markdown. Needs numpy and scipy, and for peers datasketch 2.0.0, rensa 0.5.0 and gaoya 0.2.2. Exits
with 0 and one line where the data is not there.
"""

import argparse
import collections
import csv
import gzip
import io
import json
import os
import pathlib
import random
import re
import resource
import subprocess
import sys
import tempfile
import time

WORD = re.compile(r"[a-z0-9]+")


def documents(data, odd):
    """The outputs of all models as plain words, those of one half of the prompts or of all."""
    found = []
    for path in sorted((data / "alpaca_eval").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                if odd is None or record["id"] % 2 == odd:
                    text = record["output"]
                    if text.strip():
                        found.append(text)
    return found


def words_of(text):
    # ASCII letters and digits between spaces: every tool divides that alike.
    return WORD.findall(text.lower())


def shingles(words, length=5):
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def write(path, texts):
    with open(path, "w", encoding="utf-8") as file:
        for number, text in enumerate(texts):
            file.write(json.dumps({"id": number, "output": text}) + "\n")


def run(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    done = subprocess.run(command, capture_output=True, check=True)
    elapsed = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done.stdout.decode(), cpu, elapsed, after.ru_maxrss


def exact_pairs(sets, threshold):
    """All pairs (a < b) of a Jaccard similarity of at least threshold, by a product of sparse matrices."""
    import numpy
    import scipy.sparse

    numbers = {}
    rows, columns = [], []
    for row, items in enumerate(sets):
        for item in items:
            rows.append(row)
            columns.append(numbers.setdefault(item, len(numbers)))
    ones = numpy.ones(len(rows), dtype=numpy.int32)
    matrix = scipy.sparse.csr_matrix((ones, (rows, columns)), shape=(len(sets), len(numbers)))
    sizes = numpy.array([len(items) for items in sets])
    transposed = matrix.T.tocsr()
    pairs = {}
    for start in range(0, len(sets), 500):
        product = (matrix[start : start + 500] @ transposed).tocoo()
        a, b, shared = product.row + start, product.col, product.data
        keep = a < b
        a, b, shared = a[keep], b[keep], shared[keep]
        jaccard = shared / (sizes[a] + sizes[b] - shared)
        keep = jaccard >= threshold
        pairs.update(zip(zip(a[keep].tolist(), b[keep].tolist()), jaccard[keep].tolist()))
    return pairs


def binomial_tail(n, p, least):
    import math

    return 1 - sum(math.comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(least))


def edits(arguments):
    generator = random.Random(20240601)
    # The thresholds were chosen in sight of the even prompts: these are the others.
    texts = [words for words in map(words_of, documents(arguments.data, 1)) if len(words) >= 5]
    generator.shuffle(texts)
    originals, seen = [], set()
    for words in texts:
        if tuple(words) not in seen:
            seen.add(tuple(words))
            originals.append(words)
        if len(originals) == 10_000:
            break
    vocabulary = [word for words in originals[:2000] for word in words]
    corpus = list(originals)
    planted = collections.defaultdict(list)
    for block, share in enumerate((0.1, 0.2, 0.3, 0.5)):
        for number in range(block * 2500, (block + 1) * 2500):
            # Exactly that share of the words, rounded, each replaced by another one.
            words = list(originals[number])
            for place in generator.sample(range(len(words)), round(share * len(words))):
                old = words[place]
                while words[place] == old:
                    words[place] = generator.choice(vocabulary)
            planted[share].append((number, len(corpus)))
            corpus.append(words)
    sets = [shingles(words) for words in corpus]
    exact = exact_pairs(sets, 0.05)
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder)
        write(path / "all.jsonl", [" ".join(words) for words in corpus])
        write(path / "originals.jsonl", [" ".join(words) for words in originals])
        write(path / "edited.jsonl", [" ".join(words) for words in corpus[10_000:]])
        listed, _, _, _ = run(
            [arguments.whorl, "dedupe", path / "all.jsonl", "--min-jaccard", "0.05", "--list", "pairs", "-q"]
        )
        found = {}
        for line in listed.splitlines():
            fields = line.split("\t")
            pair = (int(fields[3]), int(fields[6]))
            found[min(pair), max(pair)] = float(fields[0])
        matched, _, _, _ = run(
            [arguments.whorl, "match", path / "edited.jsonl", "-r", path / "originals.jsonl"]
            + ["--format", "json", "-q"]
        )
        report = json.loads(matched)
    best = {}
    for document in report["documents"]:
        best[int(document["id"]) + 10_000] = [
            (int(match["id"]), match["kind"], match["jaccard"]) for match in document["matches"]
        ]
    print("| words changed | pairs | mean exact Jaccard | exact ≥ .05 | dedupe at .05 | match | match, 50 words or more |")
    print("|---|---|---|---|---|---|---|")
    for share, pairs in planted.items():
        jaccards = []
        for a, b in pairs:
            union = len(sets[a] | sets[b])
            jaccards.append(len(sets[a] & sets[b]) / union)
        reach = sum(j >= 0.05 for j in jaccards) / len(pairs)
        by_dedupe = sum(pair in found for pair in pairs) / len(pairs)
        hits = [any(match[0] == a for match in best.get(b, [])) for a, b in pairs]
        long = [hit for hit, (a, _) in zip(hits, pairs) if len(originals[a]) >= 50]
        print(
            f"| {share:.0%} | {len(pairs)} | {sum(jaccards) / len(pairs):.3f} | {reach:.3f} | {by_dedupe:.3f}"
            f" | {sum(hits) / len(hits):.3f} | {sum(long) / len(long):.3f} |"
        )
    right = sum(pair in exact for pair in found)
    differing = sum(abs(exact[pair] - found[pair]) > 6e-5 for pair in found if pair in exact)
    print()
    print(
        f"All pairs of {len(corpus)} documents at .05: {len(exact)} exact, {len(found)} found, precision "
        f"{right / len(found):.4f}, recall {right / len(exact):.4f}, similarities that differ {differing}."
    )
    print()
    print("| exact Jaccard | pairs | missed | theory | difference in points |")
    print("|---|---|---|---|---|")
    # Documents of equal words are one to begin with, and their pairs are those of the first of them.
    first = {}
    for number, words in enumerate(corpus):
        first.setdefault(tuple(words), number)
    unique = {pair: j for pair, j in exact.items() if all(first[tuple(corpus[d])] == d for d in pair)}
    for low, high in ((0.05, 0.06), (0.06, 0.08), (0.08, 0.1), (0.1, 0.15), (0.15, 0.3), (0.3, 1.01)):
        inside = [(pair, j) for pair, j in unique.items() if low <= j < high]
        if not inside:
            continue
        missed = sum(pair not in found for pair, _ in inside) / len(inside)
        theory = sum(1 - binomial_tail(128, min(j, 1 - 1e-12), 3) for _, j in inside) / len(inside)
        print(
            f"| {low:.2f}–{min(high, 1):.2f} | {len(inside)} | {missed:.4f} | {theory:.4f} | "
            f"{100 * (missed - theory):+.2f} |"
        )


def prefix_pairs(sets, threshold):
    """All pairs at the threshold, by prefixes of rare elements (Bayardo, Ma & Srikant 2007)."""
    counts = collections.Counter(item for items in sets for item in items)
    ordered = [sorted(items, key=lambda item: (counts[item], item)) for items in sets]
    lists = collections.defaultdict(list)
    pairs = set()
    for number, items in enumerate(ordered):
        if not items:
            continue
        length = len(items) - -(-threshold * len(items) // 1) + 1
        candidates = set()
        for item in items[: int(length)]:
            candidates.update(lists[item])
            lists[item].append(number)
        for other in candidates:
            a, b = sets[number], sets[other]
            if min(len(a), len(b)) < threshold * max(len(a), len(b)):
                continue
            shared = len(a & b)
            if shared >= threshold * (len(a) + len(b) - shared):
                pairs.add((other, number))
    return pairs


def spent(body):
    before = time.process_time()
    result = body()
    return time.process_time() - before, result


def peers(arguments):
    import datasketch
    import gaoya
    import rensa

    texts = []
    seen = set()
    every = [" ".join(words_of(text)) for text in documents(arguments.data, None)]
    sets = {}
    distinct = []
    for number, text in enumerate(every):
        if text not in seen:
            seen.add(text)
            distinct.append(number)
    compared = [frozenset(shingles(every[number].split())) for number in distinct]
    truth = {(distinct[a], distinct[b]) for a, b in prefix_pairs(compared, 0.5)}
    first = {}
    for number, text in enumerate(every):
        first.setdefault(text, number)
    del compared

    def recall(pairs):
        return len(truth & pairs) / len(truth)

    def texts_of(text):
        # What their users write: lower case, words, shingles.
        words = WORD.findall(text.lower())
        return [" ".join(words[i : i + 5]) for i in range(len(words) - 4)]

    def with_gaoya():
        index = gaoya.minhash.MinHashStringIndex(
            hash_size=32, jaccard_threshold=0.5, num_bands=42, band_size=3, num_hashes=126,
            analyzer="word", lowercase=True, ngram_range=(5, 5))
        index.par_bulk_insert_docs(list(range(len(every))), every)
        return index.par_bulk_query(every)

    def with_rensa():
        index = rensa.RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32)
        signatures = []
        for number, text in enumerate(every):
            signature = rensa.RMinHash(num_perm=128, seed=42)
            signature.update(texts_of(text))
            signatures.append(signature)
            index.insert(number, signature)
        return [index.query(signature) for signature in signatures]

    def with_datasketch():
        index = datasketch.MinHashLSH(threshold=0.5, num_perm=128)
        signatures = []
        for number, text in enumerate(every):
            signature = datasketch.MinHash(num_perm=128)
            signature.update_batch([shingle.encode() for shingle in texts_of(text)])
            signatures.append(signature)
            index.insert(number, signature)
        return [index.query(signature) for signature in signatures]

    def pairs_of(results):
        found = set()
        for number, others in enumerate(results):
            for other in others:
                if other < number and (other, number) in truth:
                    found.add((other, number))
        return found

    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "all.jsonl"
        write(path, every)

        def with_whorl():
            listed, cpu, _, _ = run(
                [arguments.whorl, "dedupe", path, "--min-jaccard", "0.5", "--list", "pairs", "-q", "-j", "1"])
            found = set()
            for line in listed.splitlines():
                fields = line.split("\t")
                found.add((int(fields[3]), int(fields[6])))
            return cpu, found

        raw = pathlib.Path(folder) / "documents"
        raw.write_bytes(b"".join(text.encode() + b"\0" for text in every))

        def with_library():
            listed, _, _, _ = run([arguments.library, raw, "0.5", "1"])
            lines = listed.splitlines()
            return float(lines[0]), {tuple(map(int, line.split()[:2])) for line in lines[1:]}

        best, recalls = {}, {}
        rounds = {
            "whorl, library": arguments.rounds, "whorl, command": arguments.rounds,
            "gaoya": arguments.rounds, "rensa": 2, "datasketch": 1,
        }
        if not pathlib.Path(arguments.library).exists():
            print(f"no {arguments.library}: the library is left out", file=sys.stderr)
            del rounds["whorl, library"]
        for turn in range(arguments.rounds):
            for name in rounds:
                if turn >= rounds[name]:
                    continue
                if name.startswith("whorl"):
                    seconds, found = with_library() if name.endswith("library") else with_whorl()
                else:
                    body = {"gaoya": with_gaoya, "rensa": with_rensa, "datasketch": with_datasketch}[name]
                    seconds, results = spent(body)
                    found = pairs_of(results)
                    del results
                best[name] = min(best.get(name, seconds), seconds)
                recalls[name] = recall(found)
                print(f"{name} {seconds:.2f} s, recall {recalls[name]:.4f}", file=sys.stderr)
    total = sum(max(0, text.count(" ") - 3) for text in every)
    print(
        f"{len(every)} documents, {total} shingles, {len(truth)} pairs of different words at .5 or more.\n")
    own = [name for name in rounds if name.startswith("whorl")]
    print(f"| | processor seconds, text to pairs | {' | '.join('of ' + name for name in own)} | recall |")
    print(f"|---|---{'|---' * len(own)}|---|")
    for name in rounds:
        ratios = " | ".join(f"{best[name] / best[other]:.1f}" for other in own)
        print(f"| {name} | {best[name]:.2f} | {ratios} | {recalls[name]:.4f} |")


def invent(path, count, seed, words=220):
    """Documents of random words: the fewest common shingles, so that every posting is kept."""
    generator = random.Random(seed)
    vocabulary = ["".join(generator.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(6)) for _ in range(4096)]
    sentences = [" ".join(generator.choices(vocabulary, k=11)) for _ in range(200_000)]
    with open(path, "w", encoding="utf-8") as file:
        for number in range(count):
            text = " ".join(generator.choices(sentences, k=words // 11))
            # Two words of its own in each document, so that none repeats another.
            file.write(f'{{"id":{number},"output":"{text} n{number} m{number}"}}\n')


def scale(arguments):
    with tempfile.TemporaryDirectory(dir=arguments.scratch) as folder:
        path = pathlib.Path(folder)
        invent(path / "corpus.jsonl", arguments.documents, 1)
        size = os.path.getsize(path / "corpus.jsonl")
        output, cpu, elapsed, memory = run(
            [arguments.whorl, "index", path / "corpus.jsonl", "-o", path / "corpus.whorlindex", "-q"])
        print("| documents | text | index | processor | elapsed | largest resident set |")
        print("|---|---|---|---|---|---|")
        print(
            f"| {arguments.documents} | {size / 1e9:.2f} GB | {os.path.getsize(path / 'corpus.whorlindex') / 1e9:.2f} GB"
            f" | {cpu:.0f} s | {elapsed:.0f} s | {memory / 1e6:.2f} GB |")


def query(arguments):
    with tempfile.TemporaryDirectory(dir=arguments.scratch) as folder:
        path = pathlib.Path(folder)
        invent(path / "corpus.jsonl", arguments.documents, 1)
        with open(path / "corpus.jsonl") as lines, open(path / "suspect.jsonl", "w") as suspect:
            for number, line in enumerate(lines):
                if number % (arguments.documents // 1000) == 0:
                    suspect.write(line)
        for keep in ([], ["--keep-text"]):
            index = path / "corpus.whorlindex"
            run([arguments.whorl, "index", path / "corpus.jsonl", "-o", index, "-q"] + keep)
            for trust in ([], ["--trust-index"]):
                best = None
                for _ in range(arguments.rounds):
                    output, cpu, elapsed, _ = run(
                        [arguments.whorl, "match", path / "suspect.jsonl", "-r", index, "--format", "csv", "-q"]
                        + trust)
                    best = min(best or (cpu, elapsed), (cpu, elapsed))
                rows = list(csv.DictReader(io.StringIO(output)))
                print(
                    f"{arguments.documents} documents, {len(rows)} matches, {' '.join(keep + trust) or 'as it is'}:"
                    f" {best[0]:.2f} s of processor, {best[1]:.2f} s elapsed", flush=True)


def ranking(arguments):
    """100 references that answered the same prompts, and a suspect that did."""
    with tempfile.TemporaryDirectory(dir=arguments.scratch) as folder:
        path = pathlib.Path(folder)
        generator = random.Random(3)
        vocabulary = ["".join(generator.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(6)) for _ in range(4096)]
        # Answers to one prompt are made of the same forty sentences.
        pools = [[" ".join(generator.choices(vocabulary, k=11)) for _ in range(40)] for _ in range(arguments.prompts)]
        index = path / "all.whorlindex"
        command = [arguments.whorl, "index"]
        for number in range(101):
            with open(path / f"model{number}.jsonl", "w") as file:
                for prompt, pool in enumerate(pools):
                    text = " ".join(generator.choices(pool, k=20))
                    file.write(f'{{"prompt":"question {prompt}","output":"{text}"}}\n')
            if number:
                run(command + [path / f"model{number}.jsonl", "-o", path / f"{number}.whorlindex", "-q"])
                os.remove(path / f"model{number}.jsonl")
        parts = [path / f"{number}.whorlindex" for number in range(1, 101)]
        _, merge, _, memory = run(command + parts + ["-o", index, "-q"])
        for part in parts:
            os.remove(part)
        for words in (["score"], ["match", "--trust-index"]):
            best = None
            for _ in range(arguments.rounds):
                question = ["--question", "distilled"] if words[0] == "score" else ["--format", "csv"]
                _, cpu, elapsed, memory = run(
                    [arguments.whorl] + words + [path / "model0.jsonl", "-r", index, "-q"] + question)
                best = min(best or (elapsed, cpu), (elapsed, cpu))
            print(
                f"100 references, {arguments.prompts} prompts, index of {os.path.getsize(index) / 1e9:.2f} GB, {words[0]}: "
                f"{best[1]:.1f} s of processor, {best[0]:.1f} s elapsed, {memory / 1e6:.2f} GB", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["edits", "peers", "scale", "query", "ranking"])
    parser.add_argument("--whorl", default=".build/release/whorl")
    parser.add_argument("--library", default="Tests/Benchmarks/.build/release/copied-text-benchmark")
    parser.add_argument("--data", type=pathlib.Path, default=pathlib.Path("../shared/data"))
    parser.add_argument("--documents", type=int, default=1_000_000)
    parser.add_argument("--prompts", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--scratch", help="Where the invented documents and indexes lie meanwhile.")
    arguments = parser.parse_args()
    arguments.whorl = str(pathlib.Path(arguments.whorl).resolve())
    if arguments.what in ("edits", "peers") and not (arguments.data / "alpaca_eval").is_dir():
        print(f"no data at {arguments.data}: nothing was measured")
        return
    {"edits": edits, "peers": peers, "scale": scale, "query": query, "ranking": ranking}[arguments.what](
        arguments)


if __name__ == "__main__":
    main()
