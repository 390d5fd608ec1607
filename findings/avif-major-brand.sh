#!/usr/bin/env bash
# sharp 0.35.5 (libvips 8.18.7, libheif 1.23.5, prebuilt for Linux x64).
# Expected: an AVIF is known by any of the brands of its `ftyp` box, of which the first is only the preferred one: a file with
#   the first brand `avis` (as animations have) that also names `avif` and has a primary picture is decoded as that picture.
# Seen: it is "Input buffer contains unsupported image format". The very same bytes with the first brand `avif` are decoded.
#   So an animated AVIF can be shown as a still by writing four bytes.
# Exits with another code than 0 when that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund sharp@0.35.5
cat >check.mjs <<'JS'
import sharp from 'sharp';
const still = await sharp({ create: { width: 32, height: 24, channels: 3, background: '#3366cc' } }).avif().toBuffer();
const renamed = Buffer.from(still);
renamed.write('avis', 8, 'latin1');
const read = (bytes) => sharp(bytes).metadata().then(({ width, height }) => `${width} x ${height}`, (error) => error.message);
const [one, other] = [await read(still), await read(renamed)];
console.log(`brands ${still.toString('latin1', 8, 12)} ${still.toString('latin1', 16, 28)}: ${one}`);
console.log(`brands ${renamed.toString('latin1', 8, 12)} ${renamed.toString('latin1', 16, 28)}: ${other}`);
process.exit(one === '32 x 24' && other === 'Input buffer contains unsupported image format' ? 0 : 1);
JS
node check.mjs
