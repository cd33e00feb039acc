#!/bin/sh
# A gate for any CI: compares what whorl.yml names and says in one word how it went.
# Reports go to the directory $REPORTS, by default whorl-reports.
set -u
whorl=${WHORL:-whorl}
reports=${REPORTS:-whorl-reports}
mkdir -p "$reports" || exit 2

"$whorl" compare "$@" \
  --report junit="$reports/junit.xml" \
  --report json="$reports/compare.json" \
  --report html="$reports/compare.html"
status=$?

case $status in
  0) echo "gate: passed" ;;
  1) echo "gate: policy breached" ;;
  3) echo "gate: inconclusive" ;;
  *) echo "gate: error" ;;
esac
exit $status
