#!/usr/bin/env bash
# Does what docs/install.md says: completion scripts for the shells that are here, which must load and complete, and
# with --manual the manual pages, which must be there for every command and be read without a warning.
#
#     Tests/Reports/installation_check.sh WHORL [--manual]
#
# Says what it skips, because a shell or a reader of manual pages is not installed. Exit status 1 if anything fails.
set -euo pipefail
cd "$(dirname "$0")/../.."
[ $# -ge 1 ] || { echo "usage: installation_check.sh WHORL [--manual]" >&2; exit 2; }
whorl=$(realpath "$1")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failed=0

# Expects each of the words in what a shell completed.
expect() {
  local what=$1 output=$2
  shift 2
  local word
  for word in "$@"; do
    if ! grep -q -e "$word" <<< "$output"; then
      echo "FAILED  $what: no $word in: ${output:0:300}"
      failed=1
      return
    fi
  done
  echo "ok      $what"
}

for shell in bash zsh fish; do
  "$whorl" --generate-completion-script $shell > "$folder/whorl.$shell"
  if ! command -v $shell > /dev/null; then
    echo "skipped $shell: it is not installed"
    continue
  fi
  case $shell in
    bash)
      output=$(bash --norc -c '
        source "$1"
        complete_words() {
          COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}; COMPREPLY=()
          _whorl "${COMP_WORDS[0]}" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}" || true
          printf "%s\n" "${COMPREPLY[@]}"
        }
        complete -p whorl
        complete_words whorl comp; complete_words whorl compare --base; complete_words whorl rules sc
      ' bash "$folder/whorl.bash" 2>&1)
      expect bash "$output" "-F _whorl whorl" '^compare$' '^--baseline$' '^scan$'
      ;;
    zsh)
      mkdir "$folder/functions"
      cp "$folder/whorl.zsh" "$folder/functions/_whorl"
      output=$(zsh -f -c '
        fpath=("$1" $fpath); autoload -Uz compinit; compinit -u -d "$1/dump"
        print -r -- ${_comps[whorl]}; autoload +X _whorl && whence -w _whorl
      ' zsh "$folder/functions" 2>&1)
      expect zsh "$output" '^_whorl$' '_whorl: function'
      ;;
    fish)
      output=$(HOME=$folder fish --no-config -c "source $folder/whorl.fish
        complete -C 'whorl comp'; complete -C 'whorl compare --base'; complete -C 'whorl rules sc'" 2>&1)
      expect fish "$output" '^compare' '^--baseline' '^scan'
      ;;
  esac
done

if [ "${2:-}" = --manual ]; then
  swift package --allow-writing-to-package-directory generate-manual --multi-page > "$folder/log" 2>&1 || {
    cat "$folder/log" >&2
    echo "FAILED  generate-manual"
    exit 1
  }
  pages=.build/plugins/GenerateManual/outputs/whorl
  for command in $("$whorl" --help | awk '/^SUBCOMMANDS/ { inside = 1; next } inside && /^  [a-z]/ { print $1 }'); do
    [ -s "$pages/whorl.$command.1" ] || { echo "FAILED  no manual page for $command"; failed=1; }
  done
  if command -v mandoc > /dev/null; then
    mandoc -T lint -W error "$pages"/*.1 || { echo "FAILED  mandoc finds errors"; failed=1; }
  else
    echo "skipped reading the manual pages: mandoc is not installed"
  fi
  echo "ok      $(find "$pages" -name '*.1' | wc -l) manual pages"
fi
exit $failed
