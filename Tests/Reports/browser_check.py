#!/usr/bin/env python3
"""Looks at report pages in headless Chromium, at the widths and in the themes that people read them in.

    python3 Tests/Reports/browser_check.py PAGE.html... [--screenshots DIRECTORY]

Checks each page at 360 and 1280 px, in light and dark: nothing on the console, nothing fetched, no horizontal
overflow, text contrast of WCAG AA as rendered; and once a page: language, title, landmarks, headings, table
headers with a scope, unique ids, named or hidden drawings, regions that scroll reachable by keyboard, no
script. In print it checks the overflow and that the colours are light ones.

Speaks the Chrome DevTools Protocol over --remote-debugging-pipe, so that Python's own library is enough.
Exit status: 0 all well, 1 something found, 2 a page cannot be read. Without Chromium it says so and exits 0.
"""

import argparse
import base64
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
WIDTHS = [360, 1280]
THEMES = ["light", "dark"]
TIMEOUT = 60

# What is wrong with the structure of the page, a line each.
STRUCTURE = r"""
(() => {
  const found = [];
  const need = (condition, text) => { if (!condition) found.push(text); };
  const all = (selector) => [...document.querySelectorAll(selector)];
  need(document.documentElement.lang, "no lang on html");
  need(document.title.trim(), "no title");
  need(document.querySelector('meta[name=viewport]'), "no viewport");
  for (const name of ["header", "main", "nav", "footer"]) {
    const visible = all(name).filter((e) => e.closest("article,section") === null || name === "main");
    need(visible.length === 1, `${visible.length} ${name} landmarks`);
  }
  need(all("h1").length === 1, `${all("h1").length} h1`);
  let level = 0;
  for (const heading of all("h1,h2,h3,h4,h5,h6")) {
    const next = Number(heading.tagName[1]);
    need(next <= level + 1, `${heading.tagName} after H${level}: ${heading.textContent}`);
    level = next;
  }
  all("section,nav").forEach((e) => need(
    e.getAttribute("aria-label") || document.getElementById(e.getAttribute("aria-labelledby") || ""),
    `unnamed ${e.tagName}`));
  all("table").forEach((t, i) => need(t.querySelector("th"), `table ${i} has no header`));
  all("th").forEach((h) => need(["row", "col"].includes(h.scope), `th without scope: ${h.textContent}`));
  all("svg").forEach((s) => need(
    s.getAttribute("aria-hidden") === "true" || s.querySelector("title") || s.getAttribute("aria-label"),
    "a drawing has neither a title nor aria-hidden"));
  const ids = all("[id]").map((e) => e.id);
  need(new Set(ids).size === ids.length, "an id is used twice");
  all("a[href^='#']").forEach((a) => need(
    document.getElementById(decodeURIComponent(a.hash.slice(1))), `link to nowhere: ${a.hash}`));
  need(all("script,iframe,object,embed,link,img,video,audio").length === 0, "something that loads or runs");
  all("*").forEach((e) => [...e.attributes].forEach((a) => need(
    !a.name.startsWith("on") && !/^\s*javascript:/i.test(a.value), `attribute ${a.name}`)));
  all("*").filter((e) => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX === "auto")
    .forEach((e) => need(e.tabIndex >= 0 && e.getAttribute("aria-label"), "a region scrolls without keyboard"));
  return found;
})()
"""

OVERFLOW = r"""
(() => {
  const page = document.documentElement;
  if (page.scrollWidth <= window.innerWidth) return [];
  const wide = [...document.querySelectorAll("body *")].filter((e) => {
    if (e.closest(".scroll") && !e.classList.contains("scroll")) return false;
    return e.getBoundingClientRect().right > window.innerWidth + 1;
  }).slice(0, 3).map((e) => e.outerHTML.slice(0, 120));
  return [`${page.scrollWidth} px wide in ${window.innerWidth}: ${wide.join(" | ")}`];
})()
"""

# The contrast of each text with what is painted behind it, as WCAG 2.2 computes it.
CONTRAST = r"""
(() => {
  const parse = (c) => (c.match(/[\d.]+/g) || []).map(Number);
  const luminance = ([r, g, b]) => {
    const part = (v) => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const color = parse(getComputedStyle(e).backgroundColor);
      if (color.length === 3 || color[3] === 1) return color;
    }
    return [255, 255, 255];
  };
  const found = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let least = 99, texts = 0;
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !element.getClientRects().length) continue;
    const style = getComputedStyle(element);
    const color = parse(element.closest("svg") ? style.fill : style.color);
    const [a, b] = [luminance(color), luminance(ground(element))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    texts += 1;
    least = Math.min(least, ratio);
    if (ratio < (large ? 3 : 4.5)) {
      found.set(`${style.color} on ${ground(element)}`, `${ratio.toFixed(2)} : 1 at '${element.textContent.slice(0, 40)}'`);
    }
  }
  return { texts, least, found: [...found.values()].slice(0, 5) };
})()
"""


class Browser:
    """One Chromium, spoken to over a pipe."""

    def __init__(self, executable):
        self.profile = tempfile.mkdtemp(prefix="browser-check-")
        to_read, self.write_end = os.pipe()
        self.read_end, to_write = os.pipe()

        def descriptors():
            # The browser reads commands on 3 and writes answers on 4.
            first, second = os.dup(to_read), os.dup(to_write)
            os.dup2(first, 3)
            os.dup2(second, 4)

        self.process = subprocess.Popen(
            [executable, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
             "--disable-extensions", "--disable-background-networking", "--remote-debugging-pipe",
             f"--user-data-dir={self.profile}", "about:blank"],
            preexec_fn=descriptors, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(to_write)
        self.buffer = b""
        self.number = 0
        self.events = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ["Page", "Runtime", "Log", "Network"]:
            self.call(f"{domain}.enable")

    def call(self, method, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if getattr(self, "session", None):
            message["sessionId"] = self.session
        os.write(self.write_end, json.dumps(message).encode() + b"\0")
        number = self.number
        while True:
            answer = self.receive()
            if answer.get("id") == number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def receive(self):
        end = time.monotonic() + TIMEOUT
        while b"\0" not in self.buffer:
            if not select.select([self.read_end], [], [], max(0, end - time.monotonic()))[0]:
                raise RuntimeError("the browser does not answer")
            part = os.read(self.read_end, 1 << 20)
            if not part:
                raise RuntimeError("the browser ended")
            self.buffer += part
        message, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(message)

    def load(self, address):
        self.events = []
        self.call("Page.navigate", url=address)
        while not any(e.get("method") == "Page.loadEventFired" for e in self.events):
            self.events.append(self.receive())

    def evaluate(self, script):
        result = self.call("Runtime.evaluate", expression=script, returnByValue=True)
        if "exceptionDetails" in result:
            raise RuntimeError(str(result["exceptionDetails"]))
        return result["result"].get("value")

    def close(self):
        try:
            self.session = None
            self.call("Browser.close")
            self.process.wait(10)
        except Exception:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)


def complaints(browser, address):
    """What the browser said while it loaded the page, and what it fetched besides."""
    found = []
    for event in browser.events:
        method, parameters = event.get("method"), event.get("params", {})
        if method == "Runtime.consoleAPICalled":
            found.append("console: " + " ".join(str(a.get("value")) for a in parameters["args"]))
        elif method == "Runtime.exceptionThrown":
            found.append("exception: " + parameters["exceptionDetails"]["text"])
        elif method == "Log.entryAdded":
            found.append("log: " + parameters["entry"]["text"])
        elif method == "Network.requestWillBeSent" and parameters["request"]["url"] != address:
            found.append("fetched: " + parameters["request"]["url"][:200])
    return found


def screenshot(browser, path):
    height = browser.evaluate("document.documentElement.scrollHeight")
    width = browser.evaluate("window.innerWidth")
    clip = {"x": 0, "y": 0, "width": width, "height": min(height, 8000), "scale": 1}
    picture = browser.call("Page.captureScreenshot", clip=clip, captureBeyondViewport=True)["data"]
    path.write_bytes(base64.b64decode(picture))


def check(browser, page, screenshots):
    address = page.resolve().as_uri()
    found = []
    for width in WIDTHS:
        for theme in THEMES:
            place = f"{width} px, {theme}"
            browser.call("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1,
                         mobile=width < 600)
            browser.call("Emulation.setEmulatedMedia", media="screen",
                         features=[{"name": "prefers-color-scheme", "value": theme}])
            browser.load(address)
            found += [f"{place}: {text}" for text in complaints(browser, address)]
            found += [f"{place}: overflow: {text}" for text in browser.evaluate(OVERFLOW)]
            # With everything unfolded, too.
            browser.evaluate("document.querySelectorAll('details').forEach((d) => d.open = true)")
            found += [f"{place}, unfolded: overflow: {text}" for text in browser.evaluate(OVERFLOW)]
            contrast = browser.evaluate(CONTRAST)
            found += [f"{place}: contrast {text}" for text in contrast["found"]]
            if contrast["texts"] == 0:
                found.append(f"{place}: no text")
            if screenshots:
                screenshot(browser, screenshots / f"{page.stem}-{width}-{theme}.png")
    found += browser.evaluate(STRUCTURE)
    # In print paper is white, whatever the screen.
    browser.call("Emulation.setDeviceMetricsOverride", width=720, height=1000, deviceScaleFactor=1, mobile=False)
    browser.call("Emulation.setEmulatedMedia", media="print",
                 features=[{"name": "prefers-color-scheme", "value": "dark"}])
    browser.load(address)
    if browser.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)":
        found.append("print: the paper is not white")
    found += [f"print: contrast {text}" for text in browser.evaluate(CONTRAST)["found"]]
    if screenshots:
        screenshot(browser, screenshots / f"{page.stem}-print.png")
        pdf = browser.call("Page.printToPDF", printBackground=False)["data"]
        (screenshots / f"{page.stem}.pdf").write_bytes(base64.b64decode(pdf))
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="+", type=Path)
    parser.add_argument("--screenshots", type=Path, help="write pictures of each page into this directory")
    options = parser.parse_args()
    for page in options.pages:
        if not page.is_file():
            print(f"browser_check: there is no {page}", file=sys.stderr)
            return 2
    executable = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not executable:
        print("browser_check: skipped, because there is no Chromium (Debian: apt install chromium)")
        return 0
    if options.screenshots:
        options.screenshots.mkdir(parents=True, exist_ok=True)
    browser = Browser(executable)
    failed = False
    try:
        for page in options.pages:
            found = check(browser, page, options.screenshots)
            failed = failed or bool(found)
            print(f"{page}: {'ok' if not found else f'{len(found)} findings'}")
            for line in found:
                print(f"  {line}")
    finally:
        browser.close()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
