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
# The C targets have no symbol graph that it could write, which it takes for failure: what counts is what is there.
swift package dump-symbol-graph --minimum-access-level public >/dev/null 2>&1 || true
graph=$(find -L .build -path '*/symbolgraph/WhorlKit.symbols.json' | head -n 1)
[ -n "$graph" ] || {
  echo "documentation_check: no symbol graph was written; see 'swift package dump-symbol-graph'" >&2
  exit 2
}
graphs=$(dirname "$graph")
status=0
for module in WhorlKit RecordReading PatternMatching RulePacks; do
  inputs=$(mktemp -d)
  cp "$graphs/$module".symbols.json "$graphs/$module"@*.symbols.json "$inputs/" 2>/dev/null || cp "$graphs/$module".symbols.json "$inputs/"
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
