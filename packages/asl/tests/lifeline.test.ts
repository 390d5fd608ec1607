import { describe, expect, it } from 'vitest';
import { Abandoned } from '#asl/error.ts';
import { Lifeline } from '#asl/lifeline.ts';

describe('a lifeline', () => {
  it('is cut with its parent', () => {
    const parent = new Lifeline();
    const child = new Lifeline(new Lifeline(parent));
    const { signal } = child;
    parent.cut();
    expect([child.isCut, signal.aborted]).toEqual([true, true]);
    expect(() => child.check()).toThrow(Abandoned);
  });

  it('does not cut its parent or siblings', () => {
    const parent = new Lifeline();
    const [left, right] = [new Lifeline(parent), new Lifeline(parent)];
    const signals = [parent.signal, right.signal];
    left.cut();
    expect([parent.isCut, right.isCut]).toEqual([false, false]);
    expect(signals.map(({ aborted }) => aborted)).toEqual([false, false]);
  });

  it('that is cut gives a signal that is aborted already', () => {
    const line = new Lifeline();
    line.cut();
    expect(line.signal.aborted).toBe(true);
  });

  it('that is released is forgotten', () => {
    const parent = new Lifeline();
    const child = new Lifeline(parent);
    const { signal } = child;
    child.release();
    parent.cut();
    expect(signal.aborted).toBe(false);
  });
});
