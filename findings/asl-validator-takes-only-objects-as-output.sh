#!/usr/bin/env bash
# asl-validator 4.0.0, from npm: what serverless-step-functions validates definitions with, on definitions that AWS's pages allow.
#
# Guess: it refuses what is newest (PARQUET, ItemsPointer, manifests of Athena) and takes what JSONata has had from its first day.
# Seen: the other way around. All of the newest is taken. But of a JSONata state's Output, which may be any JSON value
#   (https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html), only an object or an expression is: an array, a
#   number, a boolean, null and plain text are refused. And a ResultWriter of a WriterConfig alone, which formats the state's output and writes nothing
#   (https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html), is refused for want of a Resource.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund asl-validator@4.0.0
cat > try.cjs <<'JS'
const assert = require('node:assert/strict');
const validate = require('asl-validator');

const machine = (state) => ({ QueryLanguage: 'JSONata', StartAt: 'A', States: { A: { ...state, End: true } } });
const output = (Output) => machine({ Type: 'Pass', Output });
const processor = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };
const distributed = { ...processor, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } };
const map = (more) => machine({ Type: 'Map', ItemProcessor: distributed, ...more });
const read = (ReaderConfig) =>
  map({ ItemReader: { Resource: 'arn:aws:states:::s3:getObject', Arguments: { Bucket: 'b', Key: 'k' }, ReaderConfig } });
const WriterConfig = { Transformation: 'FLATTEN', OutputType: 'JSON' };
const written = { Resource: 'arn:aws:states:::s3:putObject', Arguments: { Bucket: 'b' } };

const rows = [
  ['InputType PARQUET', read({ InputType: 'PARQUET' }), true],
  ['ItemsPointer', read({ InputType: 'JSON', ItemsPointer: '/a' }), true],
  ['a manifest of Athena', read({ ManifestType: 'ATHENA_DATA', InputType: 'PARQUET' }), true],
  ['Output: an object', output({ a: 1 }), true],
  ['Output: an expression', output('{% 1 %}'), true],
  ['Output: an array', output([1]), false],
  ['Output: a number', output(3), false],
  ['Output: a boolean', output(false), false],
  ['Output: null', output(null), false],
  ['Output: plain text', output('done'), false],
  ['ResultWriter with all of its members', map({ Items: [1], ResultWriter: { ...written, WriterConfig } }), true],
  ['ResultWriter of a WriterConfig alone', map({ Items: [1], ResultWriter: { WriterConfig } }), false],
];
for (const [what, definition, expected] of rows) {
  const { isValid } = validate(definition);
  console.log(`${isValid ? 'taken  ' : 'refused'}  ${what}`);
  assert.equal(isValid, expected, what);
}
JS
node try.cjs
