#!/usr/bin/env python3
"""Runs the built whorl on the demo corpora and checks every report with parsers that are not ours.

JSON against the schemas in docs/schemas (jsonschema), SARIF against the object model of the standard
(pysarif, generated from the official schema) and, if it is at hand, against the official schema itself,
JUnit with an XML parser, CI recipes against the schemas of their services (check-jsonschema).

    python3 -m venv venv && venv/bin/pip install jsonschema pysarif pyyaml check-jsonschema
    venv/bin/python Tests/Reports/validate_reports.py --whorl .build/release/whorl

Exit status 1 if anything does not hold.
"""
import argparse
import collections.abc
import dataclasses
import json
import pathlib
import re
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


def validate(document, name, what):
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text())
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


def sarif(path, official):
    document = json.loads(path.read_text())
    errors = model_errors(document, pysarif.SarifLog, "$")
    check(not errors, f"{path.name} is of the SARIF object model {errors[:3] if errors else ''}")
    if official:
        schema = json.loads(pathlib.Path(official).read_text())
        kind = jsonschema.validators.validator_for(schema)
        errors = [e.message[:200] for e in kind(schema).iter_errors(document)]
        check(not errors, f"{path.name} holds the official SARIF schema {errors[:3] if errors else ''}")
    results = document["runs"][0]["results"]
    check(all(r["kind"] == "fail" or r["level"] == "none" for r in results), "levels are none but for failures")
    check(all(0 <= r["ruleIndex"] < len(document["runs"][0]["tool"]["driver"]["rules"]) for r in results),
          "every result has its rule")


def junit(path, cases):
    root = ElementTree.parse(path).getroot()
    found = root.findall("./testsuite/testcase")
    check(len(found) == cases, f"{path.name} has {cases} cases")
    check(int(root.get("failures")) == len(root.findall(".//failure")), f"{path.name} counts its failures")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--whorl", required=True)
    parser.add_argument("--sarif-schema", help="the official sarif-schema-2.1.0.json")
    options = parser.parse_args()
    whorl = str(pathlib.Path(options.whorl).resolve())
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "hostile").mkdir()
        records = [json.loads(line) for line in (DEMO / "suspect-a.jsonl").read_text().splitlines()]
        with open(folder / "hostile" / "<b>&'x' ]]>.jsonl", "w") as file:
            for index, record in enumerate(records):
                record["output"] += HOSTILE
                record["id"] = f"{index}{HOSTILE}"
                file.write(json.dumps(record) + "\n")
        (folder / "whorl.yml").write_text(
            "references:\n" + "".join(f"  - {DEMO / name}.jsonl\n" for name in ("aster", "bolt", "clover"))
            + f"suspects: ['{DEMO}/suspect-*.jsonl', 'hostile/*.jsonl']\n"
            + "policy:\n  fail-on: [match, cluster]\n  log10LR: {'*': {max: 1.0}}\n")
        validate(yaml.safe_load((folder / "whorl.yml").read_text()), "project", "the project file")
        kinds = ["text", "json", "junit", "sarif", "markdown", "github", "html"]
        run(whorl, folder, "compare", *[part for kind in kinds for part in ("--report", f"{kind}=out.{kind}")],
            status=1)
        report = json.loads((folder / "out.json").read_text())
        validate(report, "compare", "compare")
        check(len(report["comparisons"]) == 12 and not report["policy"]["passed"], "12 comparisons, breached")
        sarif(folder / "out.sarif", options.sarif_schema)
        junit(folder / "out.junit", 12)
        for kind in ("text", "markdown", "github", "html"):
            text = (folder / f"out.{kind}").read_text()
            check("\u001b" not in text and "\u202e" not in text, f"{kind} holds no escapes")
            check("<script>alert" not in text or kind in ("text", "github"), f"{kind} holds no foreign markup")
        validate(json.loads(run(whorl, folder, "compare", "--uncalibrated", "--no-config",
                                DEMO / "suspect-a.jsonl", "-r", DEMO / "aster.jsonl", "--format", "json")),
                 "compare", "compare --uncalibrated")
        (folder / "broken.jsonl").write_text("no json\n")
        validate(json.loads(run(whorl, folder, "compare", "--no-config", "broken.jsonl", DEMO / "suspect-b.jsonl",
                                "-r", DEMO / "aster.jsonl", "--format", "json", "--report", "junit=f.junit",
                                "--report", "sarif=f.sarif", status=2)),
                 "compare", "compare with a failure")
        sarif(folder / "f.sarif", options.sarif_schema)
        junit(folder / "f.junit", 2)
        run(whorl, folder, "compare", "--baseline", "b.json", "--update-baseline")
        validate(json.loads((folder / "b.json").read_text()), "baseline", "the baseline")
        run(whorl, folder, "compare", "--baseline", "b.json")
        validate(json.loads(run(whorl, folder, "config", "--format", "json")), "config", "config")
        validate(json.loads(run(whorl, folder, "doctor", "--format", "json")), "doctor", "doctor")
        template = run(whorl, folder, "init", "-").decode()
        validate(yaml.safe_load(template), "project", "the template of init")
    for recipe, schema in (("github-actions.yml", "vendor.github-workflows"), ("gitlab.yml", "vendor.gitlab-ci")):
        done = subprocess.run([sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema,
                               str(ROOT / "docs" / "ci" / recipe)], capture_output=True, text=True)
        check(done.returncode == 0, f"docs/ci/{recipe} holds the schema of its service {done.stdout[-300:]}")
    print(f"{len(failures)} failed" if failures else "all hold")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
