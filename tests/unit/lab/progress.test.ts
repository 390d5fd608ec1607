import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { progressOf } from '#lab/console/progress.ts';

const variant = (width: number, format: string) => ({
  ...{ key: `a/${width}.${format}`, format, width, height: width / 2, frames: 1, bytes: 9 },
});
const exited = (output: unknown) => ({ stateExitedEventDetails: { name: 'x', output: JSON.stringify(output) } });
const wide = [variant(1280, 'avif'), variant(1280, 'jpeg')];
const narrow = [variant(320, 'avif'), variant(320, 'jpeg')];

describe('how far a photo is', () => {
  it.each<[string, object[], number[]]>([
    ['nothing yet', [exited({ status: 'READY' })], []],
    ['one width', [exited(narrow)], [320, 320]],
    ['two widths, the narrowest first', [exited(wide), exited(narrow)], [320, 320, 1280, 1280]],
    ['gathered once they are all made, and not told twice', [exited([wide, narrow]), exited(wide)], [1280, 1280]],
    ['a width that failed', [exited([{ Error: 'Broken' }]), exited(narrow)], [320, 320]],
    ['a text', [{ stateExitedEventDetails: { name: 'x', output: '"[not json"' } }], []],
  ])('shows what is made: %s', async (_name, events, widths) => {
    const states = { send: async () => ({ events: events as HistoryEvent[] }) };
    expect((await progressOf(states, 'arn')).variants.map(({ width }) => width)).toEqual(widths);
  });

  it('tells the state that was entered last', async () => {
    const names = ['Convert', 'Resize'].map((name) => ({ stateEnteredEventDetails: { name } }));
    expect((await progressOf({ send: async () => ({ events: names }) }, 'arn')).state).toBe('Convert');
  });

  it('tells nothing of an execution that is not there', async () => {
    const send = async () => Promise.reject(new Error('ExecutionDoesNotExist'));
    expect(await progressOf({ send }, 'arn')).toEqual({ state: undefined, variants: [] });
  });
});
