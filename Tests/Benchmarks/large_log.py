#!/usr/bin/env python3
"""Fingerprints synthetic logs of growing size, and reports time and peak memory.

    python3 Tests/Benchmarks/large_log.py .build/release/whorl --gigabytes 1 10

The log is invented from a seed, sentence by sentence, and piped into whorl while it is made, so that no
disk is needed: JSON Lines of a prompt and a response of some 1,600 bytes. Prints a Markdown table.
"""

import argparse
import itertools
import json
import os
import pathlib
import random
import resource
import subprocess
import tempfile
import time


def sentences(generator):
    """60,000 sentences of invented words, frequent ones short, by a Zipf law."""
    syllables = "ta ren mo li ver ship an dor es tion gra pel is con the of to in a and".split()
    words = ["".join(generator.choices(syllables, k=1 + rank * 4 // 20_000)) for rank in range(20_000)]
    weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(20_000)))
    made = []
    for _ in range(60_000):
        chosen = generator.choices(words, cum_weights=weights, k=generator.randint(6, 24))
        text = " ".join(chosen).capitalize() + generator.choices([".", "?", ":", "!"], [90, 5, 4, 1])[0]
        made.append(json.dumps(text)[1:-1])
    return made


def write_log(output, size, generator):
    """Writes at least `size` bytes; how many, and how many records."""
    pool = sentences(generator)
    written = records = 0
    while written < size:
        lines = []
        for _ in range(500):
            body = " ".join(generator.choices(pool, k=generator.randint(1, 32)))
            middle = len(body) // 2
            lines.append(
                f'{{"id": {records}, "prompt": "question {records}", '
                f'"response": "{body[:middle]}\\n\\n- {body[middle:]}"}}\n'
            )
            records += 1
        data = "".join(lines).encode()
        output.write(data)
        written += len(data)
    return written, records


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("whorl", type=pathlib.Path)
    parser.add_argument("--gigabytes", type=float, nargs="+", default=[1, 10])
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    print("| log | records | CPU time of whorl | MB a second and core | wall time, with the generator | peak memory |")
    print("|---|---|---|---|---|---|")
    for gigabytes in arguments.gigabytes:
        with tempfile.TemporaryDirectory() as folder:
            start = time.perf_counter()
            command = [arguments.whorl, "fingerprint", "-", "--name", "log", "-q", "--packs", "none"]
            command += ["-j", str(arguments.jobs), "-o", os.path.join(folder, "log.whorl")]
            process = subprocess.Popen(command, stdin=subprocess.PIPE)
            written, records = write_log(process.stdin, gigabytes * 1e9, random.Random(6))
            process.stdin.close()
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            wall = time.perf_counter() - start
        if process.returncode != 0:
            raise SystemExit(f"whorl ended with {process.returncode}")
        cpu = used.ru_utime + used.ru_stime
        print(
            f"| {written / 1e9:.1f} GB | {records / 1e6:.2f} million | {cpu:.0f} s | {written / 1e6 / cpu:.0f} "
            f"| {wall:.0f} s | {used.ru_maxrss / 1e3:.0f} MB |",
            flush=True,
        )


main()
