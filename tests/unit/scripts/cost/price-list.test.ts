import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { withPriceList, withPrices } from '../../../../scripts/cost/prices.ts';

const folder = mkdtempSync(join(tmpdir(), 'darkroom-prices-'));
afterAll(() => rmSync(folder, { recursive: true }));

function listed(text: string) {
  const file = join(folder, 'prices.json');
  writeFileSync(file, text);
  return withPriceList(file);
}

it('prices of another region take the place of those of us-east-1', () => {
  const rates = listed('{"s3.put": 0.0000054, "logs.byte": 6.3e-1, "kms.request": 1e-7}');
  expect([rates['s3.put'].dollars, rates['logs.byte'].dollars, rates['kms.request'].dollars]).toEqual([
    ...[0.0000054, 0.63, 1e-7],
  ]);
  expect(rates['states.transition']).toEqual(withPriceList(undefined)['states.transition']);
  expect(withPrices(['s3.put=0.1'], rates)).toMatchObject({
    's3.put': { dollars: 0.1 },
    'logs.byte': { dollars: 0.63 },
  });
});

it.each([
  ['another kind', '{"s3.tea": 1}', 'it has s3.tea.'],
  ['no number', '{"s3.put": "dear"}', 'does not have them.'],
  ['less than nothing', '{"s3.put": -1}', 'does not have them.'],
  ['no object', '[1]', 'does not have them.'],
  ['no JSON', '{"s3.put"', 'it is no JSON.'],
])('a list with %s is refused', (_, text, says) => {
  expect(() => listed(text)).toThrow(expect.objectContaining({ name: 'UsageError' }));
  expect(() => listed(text)).toThrow(says);
});

it('a file that is not there is refused', () => {
  expect(() => withPriceList(join(folder, 'none.json'))).toThrow('none.json: it cannot be read.');
});
