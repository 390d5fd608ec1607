#!/usr/bin/env bash
# sharp 0.35.5 (libvips 8.18.7 with mozjpeg, prebuilt for Linux x64).
# Expected: with `failOn: 'warning'` a baseline JPEG whose last pixels are missing, though its end marker is there, fails to be
#   decoded, whatever is done with it: libjpeg warns of a "premature end of data segment".
# Seen: decoded in full size it fails; resized to a third, for which the decoder shrinks while it loads, the same bytes pass,
#   and the missing blocks are made up. So `failOn` cannot tell whether a JPEG is whole once it is resized.
# Exits with another code than 0 when that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund sharp@0.35.5
cat >check.mjs <<'JS'
import sharp from 'sharp';
const noise = { type: 'gaussian', mean: 128, sigma: 60 };
const whole = await sharp({ create: { width: 96, height: 96, channels: 3, background: '#888', noise } }).jpeg().toBuffer();
const missing = Buffer.concat([whole.subarray(0, -60), Buffer.from([0xff, 0xd9])]);
const decode = (picture) => picture.raw().toBuffer().then(() => 'decoded', (error) => error.message.trim());
const full = await decode(sharp(missing, { failOn: 'warning' }));
const shrunk = await decode(sharp(missing, { failOn: 'warning' }).resize(32, 32));
console.log(`in full size: ${full}`);
console.log(`resized to a third: ${shrunk}`);
process.exit(/premature end of data segment/.test(full) && shrunk === 'decoded' ? 0 : 1);
JS
node check.mjs
