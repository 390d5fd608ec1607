#!/usr/bin/env bash
# jsonata 2.0.6 (the version that AWS's page names for Step Functions) and 2.2.2, from npm, on plain input.
#
# Guess: a function of the library can be handed to $map, $filter and the like wherever it can be handed at all:
#   function($v) { $map($v, $string) }([1, 2])   gives ["1", "2"], as $map([1, 2], $string) does.
# Seen: where that call is the last thing that a function does, jsonata makes it a tail call, and hands the arguments of
# tail calls over without what makes its own functions callable: "func.apply is not a function". $sort fails there with
# any function at all: "comp is not a function". Not as the last thing, both work.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund old@npm:jsonata@2.0.6 new@npm:jsonata@2.2.2
cat > try.mjs <<'JS'
import assert from 'node:assert/strict';
for (const name of ['old', 'new']) {
  const { default: jsonata } = await import(name);
  const answer = async (source) => {
    try {
      return JSON.stringify(await jsonata(source).evaluate({}));
    } catch (error) {
      return error.message;
    }
  };
  const rows = [
    ['$map([1, 2], $string)', '["1","2"]'],
    ['function($v) { $map($v, $string) }([1, 2])', 'func.apply is not a function'],
    ['function($v) { ($r := $map($v, $string); $r) }([1, 2])', '["1","2"]'],
    ['function($v) { $map($v, function($x) { $string($x) }) }([1, 2])', '["1","2"]'],
    ['function($v) { $sort($v, function($a, $b) { $a > $b }) }([2, 1])', 'comp is not a function'],
    ['function($v) { ($r := $sort($v, function($a, $b) { $a > $b }); $r) }([2, 1])', '[1,2]'],
  ];
  for (const [source, expected] of rows) {
    const seen = await answer(source);
    console.log(`${name}  ${source}  ->  ${seen}`);
    assert.equal(seen, expected);
  }
}
JS
node try.mjs
