import { describe, expect, it } from 'vitest';
import { readBatchResponse } from '#services/lambda-mappings/batch-response.ts';

const ids = ['1', '2', '3'];
const failures = (...items: unknown[]) => JSON.stringify({ batchItemFailures: items });

/** https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html, success and failure conditions */
describe('the answer to a batch', () => {
  it.each([
    ['an empty list of failures', failures()],
    ['a null list of failures', '{"batchItemFailures": null}'],
    ['an empty answer', '{}'],
    ['a null answer', 'null'],
    ['no answer', ''],
    ['an empty text', '""'],
  ])('is a success: %s', (_, payload) => {
    expect(readBatchResponse(payload, ids)).toEqual({ kind: 'success' });
  });

  it.each([
    ['an empty identifier', failures({ itemIdentifier: '' })],
    ['a null identifier', failures({ itemIdentifier: null })],
    ['a wrong key', failures({ sequenceNumber: '2' })],
    ['an identifier of another batch', failures({ itemIdentifier: '9' })],
    ['one good and one bad identifier', failures({ itemIdentifier: '2' }, { itemIdentifier: '9' })],
    ['a text', '"failed"'],
    ['no JSON', '{'],
    ['failures that are no list', '{"batchItemFailures": "2"}'],
  ])('fails as a whole: %s', (_, payload) => {
    expect(readBatchResponse(payload, ids)).toEqual({ kind: 'failure' });
  });

  it('names the failed items, the lowest first', () => {
    expect(readBatchResponse(failures({ itemIdentifier: '3' }, { itemIdentifier: '2' }), ids)).toEqual({
      kind: 'partial',
      failed: [1, 2],
    });
  });
});
