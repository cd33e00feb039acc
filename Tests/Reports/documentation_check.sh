#!/bin/sh
# Builds the libraries' documentation with DocC and fails on any warning.
#
#     Tests/Reports/documentation_check.sh [OUTPUT_DIRECTORY]
#
# Needs `docc` beside `swift`, as toolchains have it. Without it the script says so and ends well.
set -eu
cd "$(dirname "$0")/../.."
command -v docc >/dev/null || {
  echo "documentation_check: skipped, because there is no docc"
  exit 0
}
output=${1:-$(mktemp -d)}
mkdir -p "$output"
find -L .build -path '*/symbolgraph/*.symbols.json' -exec rm -f {} +
# Graphs of C targets cannot be written, which it takes for failure: what counts is what is there.
swift package dump-symbol-graph --minimum-access-level public >"$output/log" 2>&1 || true
graph=$(find -L .build -path '*/symbolgraph/WhorlKit.symbols.json' | head -n 1)
[ -n "$graph" ] || {
  tail -n 5 "$output/log" >&2
  echo "documentation_check: no symbol graph was written; see 'swift package dump-symbol-graph'" >&2
  exit 2
}
graphs=$(dirname "$graph")
status=0
for module in WhorlKit RecordReading PatternMatching RulePacks; do
  inputs=$(mktemp -d)
  # With what the module adds to the types of others.
  find "$graphs" \( -name "$module.symbols.json" -o -name "$module@*.symbols.json" \) -exec cp {} "$inputs/" \;
  if docc convert --additional-symbol-graph-dir "$inputs" --fallback-display-name "$module" \
    --fallback-bundle-identifier "whorl.$module" --output-dir "$output/$module.doccarchive" \
    --warnings-as-errors >"$inputs/log" 2>&1; then
    echo "$module: no warnings"
  else
    status=1
    echo "$module:"
    cat "$inputs/log"
  fi
  rm -r "$inputs"
done
exit $status
