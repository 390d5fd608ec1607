#!/usr/bin/env bash
# npm 12.2.2 (the same in 11.6.2), `npm sbom --omit=dev`.
# Expected: a bill of materials without development dependencies has every package that the root depends on. The lockfile marks
#   none of them as `dev`, and `npm ls --omit=dev` shows them all.
# Seen: a dependency of the root that a workspace lists among its devDependencies is left out, in CycloneDX and in SPDX alike:
#   "ls: ms@2.1.3; cyclonedx: missing; spdx: missing". Without --omit=dev it is there.
# Exits with another code than 0 when that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund npm@12.2.2
npm="$folder/node_modules/.bin/npm"
mkdir -p lab/packages/a
cd lab
echo '{"name":"lab","version":"1.0.0","private":true,"workspaces":["packages/*"],"dependencies":{"ms":"2.1.3"}}' >package.json
echo '{"name":"a","version":"1.0.0","devDependencies":{"ms":"2.1.3"}}' >packages/a/package.json
"$npm" install --silent --no-audit --no-fund
! grep -q '"dev": true' package-lock.json
told() { "$npm" sbom --silent --sbom-format "$1" "${@:2}" | grep -q '"name": "ms"' && echo there || echo missing; }
listed=$("$npm" ls --silent --omit=dev | grep -o 'ms@2.1.3')
echo "ls: $listed; cyclonedx: $(told cyclonedx --omit=dev); spdx: $(told spdx --omit=dev); cyclonedx of all: $(told cyclonedx)"
[ "$listed" = ms@2.1.3 ] && [ "$(told cyclonedx --omit=dev)" = missing ] && [ "$(told spdx --omit=dev)" = missing ] && [ "$(told cyclonedx)" = there ]
