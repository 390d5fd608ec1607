import { expect, it } from 'vitest';
import type { PhotoOutcome } from '#lab/outcome.ts';
import { brokenRule } from '../../../../scripts/fuzz/rule.ts';

const variant = { key: 'a/1.webp', format: 'webp', width: 1, height: 1, bytes: 1 };
const outcome = (fields: Partial<PhotoOutcome>): PhotoOutcome => ({
  key: 'a',
  status: 'READY',
  updatedAt: 0,
  variants: [variant],
  metadata: {},
  ...fields,
});
const refused = (status: 'REJECTED' | 'FAILED', code: string, message = 'why') =>
  outcome({ status, reason: { code, message }, variants: [] });

it.each<[string, PhotoOutcome, string | undefined]>([
  ['a photo with variants', outcome({}), undefined],
  ['a typed rejection', refused('REJECTED', 'Corrupt'), undefined],
  ['a photo without variants', outcome({ variants: [] }), 'ended READY without any variant'],
  ['a rejection without a reason', outcome({ status: 'REJECTED' }), 'ended REJECTED without a reason'],
  ['a rejection that says nothing', refused('REJECTED', 'Corrupt', ''), 'ended REJECTED without a reason'],
  ['a rejection of no known kind', refused('REJECTED', 'Error'), 'ended REJECTED for an unknown reason, Error'],
  ['a failure', refused('FAILED', 'Runtime.ExitError'), 'ended FAILED: Runtime.ExitError: why'],
])('%s', (_, given, said) => {
  expect(brokenRule(given)).toBe(said);
});
