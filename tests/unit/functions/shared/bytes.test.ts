import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { freeBytes, objectBytes } from '#functions/shared/bytes.ts';

const body = (...pieces: readonly string[]) => Readable.from(pieces.map((piece) => Buffer.from(piece)));

it.each([
  { it: 'in one piece', pieces: ['photo'], length: 5 },
  { it: 'in several pieces', pieces: ['ph', 'ot', 'o'], length: 5 },
  { it: 'without a byte', pieces: [], length: 0 },
])('reads an object $it', async ({ pieces, length }) => {
  const bytes = await objectBytes({ Body: body(...pieces), ContentLength: length });
  expect(bytes.toString()).toBe(pieces.join(''));
});

it('reads an empty object whose download has no body at all', async () => {
  expect(await objectBytes({ ContentLength: 0 })).toHaveLength(0);
});

it.each([
  { it: 'ends early', pieces: ['ph'], message: 'S3 did not answer: Error: 2 of 5 bytes arrived.' },
  {
    it: 'is longer than announced',
    pieces: ['photo', 's'],
    message: 'S3 did not answer: Error: 6 of 5 bytes arrived.',
  },
  { it: 'has no bytes', pieces: [], message: 'S3 did not answer: Error: 0 of 5 bytes arrived.' },
])('takes a download that $it for a passing fault', async ({ pieces, message }) => {
  const read = objectBytes({ Body: body(...pieces), ContentLength: 5 });
  await expect(read).rejects.toMatchObject({ name: 'Service.Unavailable', message });
});

it('passes on the error of a connection that broke', async () => {
  const broken = new Readable({
    read: () => broken.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' })),
  });
  await expect(objectBytes({ Body: broken, ContentLength: 5 })).rejects.toMatchObject({ code: 'ECONNRESET' });
});

it('gives the memory of a download back, and touches no memory that others share', async () => {
  const bytes = await objectBytes({ Body: body('photo'), ContentLength: 5 });
  freeBytes(bytes);
  expect(bytes).toHaveLength(0);

  const part = Buffer.from(new ArrayBuffer(8), 2, 4);
  freeBytes(part);
  expect(part).toHaveLength(4);
});
