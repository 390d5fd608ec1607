import { describe, expect, it } from 'vitest';
import { tokenIn } from '#local/console/page/execution/token-in.ts';

const LONG = 'AQCEAAAAKgAAAAMAAAAAAAAAAb'.repeat(4);

describe('the task token in what was called', () => {
  it.each<[string, unknown, string | undefined]>([
    ['by its name', { MessageBody: { taskToken: 'short' } }, 'short'],
    ['below a name', { Item: { token: { S: 'short' } } }, 'short'],
    ['in JSON within a text', { MessageBody: JSON.stringify({ Token: 'short', order: 1 }) }, 'short'],
    ['as a message by itself', { QueueUrl: 'http://a/b', MessageBody: LONG }, LONG],
    ['by its name, before what looks like one', { Hash: LONG, Token: 'short' }, 'short'],
    ['not in a sentence', { MessageBody: `Please answer ${LONG}` }, undefined],
    ['not in nothing', null, undefined],
  ])('%s', (_, called, expected) => expect(tokenIn(JSON.stringify(called))).toBe(expected));

  it('is not found where nothing is told', () => expect(tokenIn(undefined)).toBeUndefined());
});
