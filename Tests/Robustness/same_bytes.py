"""One corpus, one fingerprint: checks on real outputs that the bytes of a fingerprint do not depend on how the work
was divided.

    python3 Tests/Robustness/same_bytes.py .build/release/whorl [FOLDER]

FOLDER holds gzip JSON Lines, by default ../shared/data/alpaca_eval beside the project; where it is missing nothing is
checked, which is said. Compared with a run on one thread: two threads; three shards, merged; a fingerprint a file,
merged in two orders; runs with checkpoints that are killed at random moments until one ends; the files in one as JSON
Lines, gzip and zstd, whole and piped, whose digests differ and whose sums may not.
"""

import json
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time


def main():
    whorl = str(pathlib.Path(sys.argv[1]).resolve())
    shared = pathlib.Path(__file__).resolve().parents[2].parent / "shared/data/alpaca_eval"
    folder = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else shared
    files = sorted(map(str, folder.glob("*.jsonl.gz")))
    if not files:
        print(f"skipped: no *.jsonl.gz in {folder}")
        return 0
    failures = 0
    generator = random.Random(6)

    with tempfile.TemporaryDirectory() as temporary:
        out = pathlib.Path(temporary)

        def fingerprint(name, *arguments, inputs=files, stdin=None):
            path = out / f"{name}.whorl"
            subprocess.run(
                [whorl, "fingerprint", *inputs, "-q", "--name", "m", "-o", path, *arguments], stdin=stdin, check=True)
            return path

        def merge(name, parts):
            path = out / f"{name}.whorl"
            subprocess.run([whorl, "merge", "-q", "-o", path, *parts], check=True)
            return path

        def check(what, same):
            nonlocal failures
            failures += not same
            print(f"{what}: {'the same' if same else 'DIFFERS'}", flush=True)

        whole = fingerprint("one", "-j", "1").read_bytes()
        print(f"{len(files)} files, one thread: {len(whole)} bytes")
        check("two threads", fingerprint("two", "-j", "2").read_bytes() == whole)
        shards = [fingerprint(f"shard{part}", "-j", "2", "--shard", f"{part}/3") for part in (1, 2, 3)]
        check("three shards, merged", merge("shards", shards[::-1]).read_bytes() == whole)
        parts = [fingerprint(f"part{number}", inputs=[file]) for number, file in enumerate(files)]
        check("a fingerprint a file, merged", merge("parts", parts).read_bytes() == whole)
        shuffled = generator.sample(parts, len(parts))
        middle = len(parts) // 2
        pair = [merge("half1", shuffled[:middle]), merge("half2", shuffled[middle:])]
        check("halves of a shuffled list, merged", merge("halves", pair).read_bytes() == whole)

        path, state, kills = out / "killed.whorl", out / "state", 0
        arguments = [
            whorl, "fingerprint", *files, "-q", "-j", "2", "--name", "m", "-o", path, "--checkpoint", state,
            "--checkpoint-interval", "0"]
        start = time.monotonic()
        while True:
            # Seconds that grow, so that it ends however slow the machine is.
            process = subprocess.Popen(arguments)
            try:
                process.wait(timeout=generator.uniform(0.1, 0.6) * 1.15**kills)
                break
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
                kills += 1
        check(
            f"killed {kills} times, {time.monotonic() - start:.0f} s in all",
            process.returncode == 0 and path.read_bytes() == whole and not state.exists())

        plain, tables = out / "all.jsonl", {}
        with plain.open("wb") as file:
            for gzipped in files:
                subprocess.run(["gzip", "-dc", gzipped], stdout=file, check=True)
        forms = {"JSON Lines": [plain]}
        for command in (["gzip", "-1"], ["zstd", "-1", "-q"]):
            if shutil.which(command[0]):
                compressed = out / f"all.{command[0]}"
                with plain.open("rb") as source, compressed.open("wb") as target:
                    subprocess.run([*command, "-c"], stdin=source, stdout=target, check=True)
                forms[command[0]] = [compressed]
        for name, inputs in forms.items():
            for is_piped in (False, True):
                if is_piped:
                    with open(inputs[0], "rb") as source:
                        path = fingerprint("form", inputs=["-"], stdin=source)
                else:
                    path = fingerprint("form", inputs=inputs)
                text = subprocess.run(
                    [whorl, "inspect", path, "--format", "json", "--top", "10000"], check=True,
                    capture_output=True).stdout
                report = json.loads(text)
                report.pop("inputs")
                tables[name, is_piped] = report
        first = next(iter(tables.values()))
        check(" and ".join(forms) + ", as files and piped", all(table == first for table in tables.values()))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
