#!/usr/bin/env bash
# node 24.21.0, as npm's package `node` brings it: one built-in module, imported by an ES module and required by CommonJS.
#
# Guess: `import http from 'node:http'` loads what `require('node:http')` loads, as both give the same object.
# Seen: the import loads undici too, with all that belongs to it: 75 internal modules more. For an ES module Node reads
# every member of a built-in module, so as to export them by name, and of this one `WebSocket`, `CloseEvent` and
# `MessageEvent` are getters that load it. `node:https`, which has no such getters, loads the same either way. A bundle
# that takes it by `process.getBuiltinModule` starts without.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --foreground-scripts node@24.21.0 >/dev/null
node=node_modules/node/bin/node
"$node" --version
told="const loaded = process.moduleLoadList; console.log(loaded.some((name) => name.includes('undici')) ? 'undici' : 'no undici', loaded.length);"
seen() {
  printf '%-8s %-8s ' "$1" "$2"
  "$node" "$folder/$1-$2"
}
for module in http https; do
  echo "import it from 'node:$module'; it.Agent; $told" > "$module-import.mjs"
  echo "const it = require('node:$module'); it.Agent; $told" > "$module-require.cjs"
  echo "const it = process.getBuiltinModule('node:$module'); it.Agent; $told" > "$module-taken.mjs"
done
for file in import.mjs require.cjs taken.mjs; do seen http "$file"; done | tee http
for file in import.mjs require.cjs; do seen https "$file"; done | tee https
[ "$(awk '{ print $3 }' http | paste -sd ' ')" = 'undici no no' ]
[ "$(awk '{ print $3 }' https | paste -sd ' ')" = 'no no' ]
