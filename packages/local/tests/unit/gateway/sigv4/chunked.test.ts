import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { ChunkedDecoder } from '#gateway/sigv4/chunked.ts';
import { type CredentialScope, SigningKeys, scopeText, sha256Hex } from '#gateway/sigv4/signing.ts';
import fc from '#tests/support/fast-check.ts';

const scope: CredentialScope = { date: '20261122', region: 'us-east-1', service: 's3' };
const timestamp = '20261122T120000Z';
const secretAccessKey = 'secret';
const keys = new SigningKeys();
const seed = '0'.repeat(64);

const sign = (lines: readonly string[]) => keys.sign(secretAccessKey, scope, lines.join('\n'));

/** What a client sends: chunks, each signed over the one before, and signed trailers. */
function encode(chunks: readonly Buffer[], trailers: Readonly<Record<string, string>> = {}): Buffer {
  let previous = seed;
  const parts: Buffer[] = [];
  for (const chunk of [...chunks.filter(({ length }) => length > 0), Buffer.alloc(0)]) {
    previous = sign([
      'AWS4-HMAC-SHA256-PAYLOAD',
      timestamp,
      scopeText(scope),
      previous,
      sha256Hex(''),
      sha256Hex(chunk),
    ]);
    parts.push(Buffer.from(`${chunk.length.toString(16)};chunk-signature=${previous}\r\n`));
    if (chunk.length > 0) parts.push(chunk, Buffer.from('\r\n'));
  }
  const canonical = Object.entries(trailers)
    .map(([name, value]) => `${name}:${value}\n`)
    .join('');
  if (canonical !== '') {
    const signature = sign(['AWS4-HMAC-SHA256-TRAILER', timestamp, scopeText(scope), previous, sha256Hex(canonical)]);
    parts.push(Buffer.from(`${canonical.replaceAll('\n', '\r\n')}x-amz-trailer-signature:${signature}\r\n`));
  }
  return Buffer.concat([...parts, Buffer.from('\r\n')]);
}

async function decode(
  encoded: Buffer,
  { pieces = 7, length, signedTrailer = false }: { pieces?: number; length?: number; signedTrailer?: boolean } = {},
) {
  const trailers = {};
  const decoder = new ChunkedDecoder({
    length,
    signedTrailer,
    trailers,
    signing: { keys, secretAccessKey, scope, timestamp, seed },
  });
  const cut = Array.from({ length: Math.ceil(encoded.length / pieces) }, (_, at) =>
    encoded.subarray(at * pieces, (at + 1) * pieces),
  );
  const data = await buffer(Readable.from(cut).pipe(decoder));
  return { data, trailers };
}

describe('a chunked payload', () => {
  it('is what the chunks are, however the bytes come', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 50 }), { maxLength: 5 }),
        fc.integer({ min: 1, max: 200 }),
        async (chunks, pieces) => {
          const { data } = await decode(encode(chunks.map((chunk) => Buffer.from(chunk))), { pieces });
          expect(Buffer.compare(data, Buffer.concat(chunks))).toBe(0);
        },
      ),
    );
  });

  it('brings its trailers', async () => {
    const sent = { 'x-amz-checksum-crc32': 'AAAAAA==' };
    expect((await decode(encode([Buffer.from('x')], sent), { signedTrailer: true })).trailers).toMatchObject(sent);
  });

  const good = encode([Buffer.from('hello'), Buffer.from('world')]);
  const change = (from: string, to: string) => Buffer.from(good.toString('latin1').replace(from, to), 'latin1');
  it.each([
    { what: 'other data', bytes: change('world', 'w0rld'), code: 'SignatureDoesNotMatch' },
    {
      what: 'another signature',
      bytes: change('chunk-signature=', 'chunk-signature=0').subarray(0),
      code: 'IncompleteBody',
    },
    { what: 'an end too early', bytes: good.subarray(0, good.length - 40), code: 'IncompleteBody' },
    { what: 'no size', bytes: Buffer.from('hello'), code: 'IncompleteBody' },
    { what: 'another length than declared', bytes: good, length: 11, code: 'IncompleteBody' },
    { what: 'no signature of the trailers', bytes: good, signedTrailer: true, code: 'SignatureDoesNotMatch' },
  ])('is refused for $what: $code', async ({ bytes, code, ...more }) => {
    await expect(decode(bytes, more)).rejects.toMatchObject({ code });
  });
});
