#!/usr/bin/env python3
"""Measures `whorl fingerprint --packs none` and the reading of records on a corpus, and writes the table of docs/performance.md.

    swift build -c release --product whorl
    swift build -c release --package-path Tests/Benchmarks --product whorl-extraction
    python3 Tests/Benchmarks/reading.py .build/release/whorl CORPUS.jsonl --write docs/performance.md

CORPUS.jsonl is plain JSON Lines; gzip and zstd copies of it are made. What is compared takes turns, so that a busy
machine hits both. `--before WHORL` adds an older binary to compare with, which must make the same fingerprint.
Without --write the table is printed.
"""

import argparse
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

BEGIN, END = "<!-- begin: Tests/Benchmarks/reading.py -->", "<!-- end: Tests/Benchmarks/reading.py -->"


def run(command):
    """Runs a command, or a pipe of several; wall and processor seconds, and peak memory of the last in MB."""
    start, processes, source = time.perf_counter(), [], None
    for number, part in enumerate(command):
        is_last = number == len(command) - 1
        processes.append(
            subprocess.Popen(
                part, stdin=source, stdout=subprocess.DEVNULL if is_last else subprocess.PIPE,
                stderr=subprocess.DEVNULL))
        if source:
            source.close()
        source = processes[-1].stdout
    used = 0.0
    for process in processes:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        used += usage.ru_utime + usage.ru_stime
    if any(process.returncode for process in processes):
        sys.exit(f"failed: {command}")
    peak = usage.ru_maxrss / (1e3 if sys.platform == "linux" else 1e6)
    return time.perf_counter() - start, used, peak


def turns(commands, rounds):
    """Runs the commands by turns: of each the seconds and the memory of every round."""
    results = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            results[name].append(run(command))
    return results


def least(results, column):
    return min(row[column] for row in results)


def ratio(left, right, column):
    """The median over rounds of left against right."""
    return statistics.median(a[column] / b[column] for a, b in zip(left, right))


def machine():
    name = "unknown processor"
    if os.path.exists("/proc/cpuinfo"):
        fields = dict(
            line.split(":", 1) for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines() if ":" in line)
        fields = {key.strip(): value.strip() for key, value in fields.items()}
        name = fields.get("model name", name)
        flags = fields.get("flags", "").split()
        name += " with AVX-512" if "avx512f" in flags else " with AVX2" if "avx2" in flags else ""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores of {name}, {memory:.0f} GiB"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("whorl", type=pathlib.Path)
    parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("--before", type=pathlib.Path, help="an older binary")
    parser.add_argument("--static", type=pathlib.Path, help="the binary with Swift's libraries linked in")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--write", type=pathlib.Path, help="the page whose table is replaced")
    options = parser.parse_args()
    whorl, corpus = str(options.whorl.resolve()), options.corpus.resolve()
    extraction = pathlib.Path(__file__).parent / ".build/release/whorl-extraction"
    load = os.getloadavg()[0]
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        def fingerprint(binary, *arguments, output="a.whorl"):
            return [binary, "fingerprint", *arguments, "-q", "--packs", "none", "--name", "n", "-o", f"{folder}/{output}"]

        size = corpus.stat().st_size
        commands = {"now": [fingerprint(whorl, corpus, "-j", "1")], "two": [fingerprint(whorl, corpus, "-j", "2")]}
        if options.before:
            before = str(options.before.resolve())
            commands = {"before": [fingerprint(before, corpus, "-j", "1", output="b.whorl")]} | commands
        results = turns(commands, options.rounds)
        if options.before and pathlib.Path(f"{folder}/a.whorl").read_bytes() != pathlib.Path(
                f"{folder}/b.whorl").read_bytes():
            sys.exit("the two binaries make different fingerprints")
        one, two = results["now"], results["two"]
        how = f"whole command, user and system time, least of {options.rounds}"
        rows.append(("`fingerprint -j 1 --packs none`", f"{size / 1e6 / least(one, 1):.0f} MB/s of JSON Lines a core", how))
        if options.before:
            old = results["before"]
            rows.append((
                "the same with the older binary", f"{size / 1e6 / least(old, 1):.0f} MB/s",
                f"by turns; now {ratio(old, one, 1):.2f} × as fast, the median of rounds"))
        rows.append((
            "`-j 2` against `-j 1`", f"{least(one, 0) / least(two, 0):.2f} × as fast",
            f"elapsed, least of {options.rounds} by turns; processor time {least(two, 1) / least(one, 1):.2f} ×"))
        rows.append((
            "peak memory, `-j 1` and `-j 2`", f"{max(r[2] for r in one):.0f} and {max(r[2] for r in two):.0f} MB", ""))
        for name, pack in (("gzip", ["gzip", "-6", "-c"]), ("zstd", ["zstd", "-3", "-q", "-c"])):
            if not shutil.which(name):
                continue
            packed = f"{folder}/corpus.{name}"
            with open(corpus, "rb") as source, open(packed, "wb") as target:
                subprocess.run(pack, stdin=source, stdout=target, check=True)
            unpack = [name, "-dcq", packed]
            compared = turns(
                {"itself": [fingerprint(whorl, packed, "-j", "1")],
                 "piped": [unpack, fingerprint(whorl, "-", "-j", "1")]}, options.rounds)
            itself, piped = compared["itself"], compared["piped"]
            rows.append((
                f"{name} read, against `{name} -dc` piped in", f"{ratio(itself, piped, 1):.2f} × the processor time",
                f"{size / 1e6 / least(itself, 1):.0f} and {size / 1e6 / least(piped, 1):.0f} MB/s of JSON Lines, "
                f"both processes counted"))
        binaries = {"": whorl}
        if options.static:
            binaries["Swift's libraries linked in"] = str(options.static.resolve())
        for name, binary in binaries.items():
            starts = turns({"version": [[binary, "--version"]], "true": [["/bin/true"]]}, 50)
            rows.append((
                "`whorl --version`" + (f", {name}" if name else ""), f"{least(starts['version'], 0) * 1e3:.1f} ms",
                f"elapsed, least of 50; `/bin/true` takes {least(starts['true'], 0) * 1e3:.1f} ms; "
                f"{os.path.getsize(binary) / 1e6:.1f} MB of file"))
    if extraction.exists():
        row = subprocess.run([extraction, corpus], check=True, capture_output=True, text=True).stdout
        rows.append(tuple(cell.strip() for cell in row.strip().strip("|").split("|")))
    lines = [
        f"{machine()}; load average {load:.1f} when it began. Corpus: {size / 1e6:.1f} MB of JSON Lines.", "",
        "| what | measured | how |", "|---|---|---|", *("| " + " | ".join(row) + " |" for row in rows)]
    text = "\n".join(lines)
    if not options.write:
        print(text)
        return
    page = options.write.read_text()
    pattern = re.escape(BEGIN) + ".*?" + re.escape(END)
    if len(re.findall(pattern, page, re.S)) != 1:
        sys.exit(f"{options.write} has no place for the table: {BEGIN} … {END}")
    options.write.write_text(re.sub(pattern, lambda _: f"{BEGIN}\n{text}\n{END}", page, flags=re.S))


if __name__ == "__main__":
    main()
