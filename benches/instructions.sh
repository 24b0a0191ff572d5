#!/usr/bin/env bash
# Counts the instructions that a check of the example notes takes, and fails where they are more than the bound beside this
# file. Instructions do not depend on what else the machine does, so this can hold in CI where seconds cannot.
#
#   benches/instructions.sh            compares, and says how far from the bound it is
#   benches/instructions.sh --store    writes a new bound, 3 % above what was counted
#
# It needs valgrind and a release build: the bound is for that, and is stored for the compiler that `rustc -V` names.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

cargo build --release --quiet
counted() {
  local out
  out=$(mktemp)
  valgrind --tool=callgrind --callgrind-out-file=/dev/null ./target/release/casenote "$@" >/dev/null 2>"$out" || true
  # "Collected : 175264"
  awk '/Collected/ { print $4 }' "$out"
  rm -f "$out"
}
start=$(counted check examples/notes/phone-call.txt --jobs 1 --no-progress)
whole=$(counted check tests/corpus examples/notes --jobs 1 --no-progress)
bytes=$(cat tests/corpus/*.txt examples/notes/*.txt | wc -c)
each=$(((whole - start) / bytes))
echo "start-up and one note: $start instructions; then $each for each byte of a note"

bound=benches/instructions.txt
if [[ ${1:-} == --store ]]; then
  printf '%s\n%s\n%s\n' "$((start * 103 / 100))" "$((each * 103 / 100 + 1))" "$(rustc -V)" >"$bound"
  exit
fi
{ read -r most_start && read -r most_each && read -r compiler; } <"$bound"
if [[ $compiler != "$(rustc -V)" ]]; then
  echo "the bound is of $compiler; store one for $(rustc -V)"
  exit 0
fi
if ((start > most_start || each > most_each)); then
  echo "more than the bound of $most_start and $most_each: find out what became slower, or store a new bound and say why"
  exit 1
fi
