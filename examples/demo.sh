#!/bin/sh
# The demo: read the example pages into a ledger, ask three questions, say how to open the web page.
# usage: sh examples/demo.sh [path of the naql command]
set -eu
cd "$(dirname "$0")/.."
naql="${1:-naql}"
ledger=demo.db
rm -f "$ledger" "$ledger-wal" "$ledger-shm"

# outlets of one's own: a folder of files like those in naql/outlets (docs/add_an_outlet.md)
export NAQL_OUTLETS=examples/outlets
echo "\$ export NAQL_OUTLETS=$NAQL_OUTLETS"
echo "\$ naql read examples/pages --ledger $ledger"
"$naql" read examples/pages --ledger "$ledger"

ask() {
  printf '\n$ naql ask %s "%s"\n\n' "$ledger" "$1"
  "$naql" ask "$ledger" "$1" --limit 1
}
ask "قزاقستان از عمان درخواست اجاره اسکله کرده است؟"
ask "هل وافقت رومانيا على بيع القمح لمصر بالأجل؟"
ask "Has the fisheries treaty between Turkey and Mauritania entered into force?"

echo
echo "The same as a web page on this machine:  $naql serve $ledger"
