#!/usr/bin/env python3
"""Runs the examples of the documentation and shows, or with --write corrects, what they print.

    python3 Tests/Documentation/refresh_examples.py .build/release/whorl            # status 1 if a page is out of date
    python3 Tests/Documentation/refresh_examples.py .build/release/whorl --write    # after numbers have changed

Examples are the `console` blocks of the pages below, whose lines that begin with "$ " are commands, and the output
below the command of the README. They run in order, page by page, in a folder of their own with the project's
`corpora`. A block that holds a line "…" or follows a comment <!-- not run --> is left alone. With --write and a
Chromium, docs/images/report.png is made anew, too.
"""

import argparse
import difflib
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = ["docs/guide.md", "docs/compare.md"]
BLOCK = re.compile(r"(<!-- not run -->\n+)?```console\n(.*?)```", re.S)


def shell(command, folder, environment):
    done = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.stdout.decode()


def refreshed_page(text, folder, environment):
    def refresh(match):
        if match.group(1) or "\n…\n" in match.group(2):
            return match.group(0)
        result = ""
        for line in match.group(2).splitlines():
            if line.startswith("$ "):
                output = shell(line[2:], folder, environment)
                result += line + "\n" + output + ("\n" if output and not output.endswith("\n") else "")
        return f"```console\n{result}```"
    return BLOCK.sub(refresh, text)


def refreshed_readme(text, folder, environment):
    match = re.search(r"## Try it\n\n```sh\n.*?quiet (whorl .*?)\n```\n.*?```text\n(.*?)```", text, re.S)
    output = shell(match.group(1), folder, environment)
    return text[:match.start(2)] + output + text[match.end(2):]


def picture(folder, environment):
    """A picture of the page of one case, as docs/reading-a-report.md shows it."""
    sys.path.insert(0, str(ROOT / "Tests" / "Reports"))
    import base64
    import shutil

    import browser_check
    executable = next(filter(None, map(shutil.which, browser_check.BROWSERS)), None)
    if not executable:
        print("skipped docs/images/report.png: there is no Chromium")
        return
    shell("whorl explain corpora/demo/suspect-a.jsonl -q -r corpora/demo/aster.jsonl corpora/demo/bolt.jsonl "
          "corpora/demo/clover.jsonl --report html=page.html > text", folder, environment)
    browser = browser_check.Browser(executable)
    try:
        browser.call("Emulation.setDeviceMetricsOverride", width=1110, height=1830, deviceScaleFactor=1, mobile=False)
        browser.call("Emulation.setEmulatedMedia", media="screen",
                     features=[{"name": "prefers-color-scheme", "value": "light"}])
        browser.load((folder / "page.html").as_uri())
        data = browser.call("Page.captureScreenshot", format="png")["data"]
        (ROOT / "docs" / "images" / "report.png").write_bytes(base64.b64decode(data))
    finally:
        browser.close()
    print("made docs/images/report.png")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("whorl", type=pathlib.Path)
    parser.add_argument("--write", action="store_true", help="correct the pages and make the picture anew")
    options = parser.parse_args()
    stale = []
    with tempfile.TemporaryDirectory() as name:
        tools = pathlib.Path(name) / "bin"
        tools.mkdir()
        (tools / "whorl").symlink_to(options.whorl.resolve())
        environment = {"PATH": f"{tools}:{os.environ['PATH']}", "HOME": name, "LC_ALL": "C.UTF-8"}
        for page in ["README.md"] + PAGES:
            folder = pathlib.Path(name) / page.replace("/", "-")
            folder.mkdir()
            (folder / "corpora").symlink_to(ROOT / "corpora")
            old = (ROOT / page).read_text()
            new = (refreshed_readme if page == "README.md" else refreshed_page)(old, folder, environment)
            if new == old:
                print(f"{page}: up to date")
                continue
            stale.append(page)
            print("".join(difflib.unified_diff(old.splitlines(True), new.splitlines(True), page, page + ", run", n=0)))
            if options.write:
                (ROOT / page).write_text(new)
        if options.write:
            picture(folder, environment)
    return 0 if options.write or not stale else 1


if __name__ == "__main__":
    sys.exit(main())
