"""Feeds whorl what is too large to lie in a test, and checks that memory and status are as promised.

    python3 Tests/Robustness/hostile_inputs.py .build/release/whorl

Every case is made while it is read, by a pipe or as a small compressed file that holds much, and each prints its
peak memory. `--scale 0.1` makes them a tenth as large.
"""

import argparse
import gzip
import os
import pathlib
import subprocess
import sys
import tempfile
import threading

GOOD = b'{"output": "One, two and three: that is all there is to say."}\n'
LINE_LIMIT = 256 << 20


def run(whorl, arguments, feed=None):
    """Runs the tool; its status, standard error and peak memory in MB."""
    read, write = os.pipe()
    process = subprocess.Popen(
        [whorl, "fingerprint", *arguments, "--name", "n"], stdin=read, stderr=subprocess.PIPE)
    os.close(read)

    def give():
        with os.fdopen(write, "wb") as pipe:
            try:
                for block in feed or []:
                    pipe.write(block)
            except BrokenPipeError:
                pass

    feeder = threading.Thread(target=give)
    feeder.start()
    errors = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    feeder.join()
    scale = 1024 if sys.platform == "linux" else 1
    return process.returncode, errors, usage.ru_maxrss * scale / 1e6


def blocks(byte, count):
    block = byte * (1 << 20)
    while count > 0:
        yield block[:count]
        count -= len(block)


def long_line(size):
    """A good line, a line of `size` bytes, a good line."""
    yield GOOD
    yield b'{"output": "'
    yield from blocks(b"a", size - 14)
    yield b'"}\n'
    yield GOOD


def bomb(path, size, parts):
    """A gzip file of `size` bytes when decompressed, made of `parts` over and over."""
    with gzip.open(path, "wb", compresslevel=1) as file:
        written = 0
        block = parts * max(1, (1 << 20) // len(parts))
        while written < size:
            file.write(block)
            written += len(block)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("whorl", type=pathlib.Path)
    parser.add_argument("--scale", type=float, default=1.0)
    options = parser.parse_args()
    whorl = str(options.whorl.resolve())
    failures = []

    def check(name, outcome, status, texts, most):
        ended, errors, memory = outcome
        problems = [f"status {ended} and not {status}"] if ended != status else []
        problems += [f"no {text!r} in {errors.strip()!r}" for text in texts if text not in errors]
        if memory > most:
            problems.append(f"{memory:.0f} MB and not at most {most}")
        print(f"{name:<52} {memory:>6.0f} MB  {'; '.join(problems) or 'as promised'}", flush=True)
        failures.extend(problems)

    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        line = max(int(2e9 * options.scale), LINE_LIMIT + 1)
        # The whole limit is held once while the line grows, and half of it once more.
        check(
            f"one line of {line / 1e9:.1f} GB among good ones",
            run(whorl, ["-", "-j", "1", "-o", "a.whorl", "--max-bad", "1"], long_line(line)), 0,
            [f"-:2: line of {line} bytes is longer than the limit of {LINE_LIMIT}, at byte {len(GOOD)}",
             "2 documents"], 700)
        check(
            "the same where no record may be bad",
            run(whorl, ["-", "-j", "1", "-o", "b.whorl"], long_line(line)), 2, ["1 of 3 records"], 700)
        size = int(2e9 * options.scale)
        bomb("lines.gz", size, GOOD)
        check(
            f"{size / 1e9:.1f} GB of lines in gzip of {os.path.getsize('lines.gz') / 1e6:.1f} MB",
            run(whorl, ["lines.gz", "-j", "2", "-o", "c.whorl"]), 0, ["documents"], 150)
        bomb("zeros.gz", max(size, LINE_LIMIT + 1), b"\0")
        check(
            f"{size / 1e9:.1f} GB of NUL bytes in gzip of {os.path.getsize('zeros.gz') / 1e6:.1f} MB",
            run(whorl, ["zeros.gz", "--input-format", "jsonl", "-o", "d.whorl"]), 2, ["is longer than the limit"],
            700)
        deep = b'{"output": "x", "d": ' + b"[" * 1_000_000 + b"]" * 1_000_000 + b"}\n"
        check(
            "a million levels of JSON",
            run(whorl, ["-", "-o", "e.whorl", "--max-bad", "1"], [GOOD, deep, GOOD]), 0,
            ["-:2: malformed JSON", "2 documents"], 150)
        wide = b'{"output": "x", "n": ' + b"9" * 10_000_000 + b"}\n"
        check(
            "a number of ten million digits, which is one",
            run(whorl, ["-", "-o", "f.whorl"], [GOOD, wide]), 0, ["2 documents"], 200)
        keys = b'{"output": "first", ' + b'"output": "later", ' * 500_000 + b'"z": 1}\n'
        check(
            "half a million values of one key",
            run(whorl, ["-", "-o", "g.whorl"], [GOOD, keys]), 0, ["2 documents"], 250)
        left = [name for name in os.listdir(".") if name not in (
            "a.whorl", "c.whorl", "e.whorl", "f.whorl", "g.whorl", "lines.gz", "zeros.gz")]
        if left:
            failures.append(f"left behind: {left}")
            print(failures[-1])
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
