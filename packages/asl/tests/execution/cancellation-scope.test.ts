import { describe, expect, it } from 'vitest';
import { Abandoned } from '#asl/error.ts';
import { CancellationScope } from '#asl/execution/cancellation-scope.ts';

describe('a cancellation scope', () => {
  it('is cancelled with its parent', () => {
    const parent = new CancellationScope();
    const child = new CancellationScope(new CancellationScope(parent));
    const { signal } = child;
    parent.cancel();
    expect([child.isCancelled, signal.aborted]).toEqual([true, true]);
    expect(() => child.throwIfCancelled()).toThrow(Abandoned);
  });

  it('does not cancel its parent or siblings', () => {
    const parent = new CancellationScope();
    const [left, right] = [new CancellationScope(parent), new CancellationScope(parent)];
    const signals = [parent.signal, right.signal];
    left.cancel();
    expect([parent.isCancelled, right.isCancelled]).toEqual([false, false]);
    expect(signals.map(({ aborted }) => aborted)).toEqual([false, false]);
  });

  it('that is cancelled gives a signal that is aborted already', () => {
    const scope = new CancellationScope();
    scope.cancel();
    expect(scope.signal.aborted).toBe(true);
  });

  it('tells whoever listens, once, also where it was cancelled before', () => {
    const parent = new CancellationScope();
    const [inner, released] = [new CancellationScope(new CancellationScope(parent)), new CancellationScope(parent)];
    const told: string[] = [];
    inner.onCancelled(() => told.push('inner'));
    released.onCancelled(() => told.push('released'));
    released.release();
    parent.cancel();
    parent.cancel();
    const late = new CancellationScope(parent);
    late.onCancelled(() => told.push('late'));
    late.cancel();
    expect(told).toEqual(['inner', 'late']);
  });

  it('that is released is forgotten', () => {
    const parent = new CancellationScope();
    const child = new CancellationScope(parent);
    const { signal } = child;
    child.release();
    parent.cancel();
    expect(signal.aborted).toBe(false);
  });
});
