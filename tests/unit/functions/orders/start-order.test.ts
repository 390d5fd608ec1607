import { describe, expect, it } from 'vitest';
import { executionName, pointerTo, startOrder } from '#functions/orders/start-order.ts';
import { createFakeStates, stateMachineArn } from '#tests/support/orders/fake-states.ts';
import { placed } from '#tests/support/orders/samples.ts';

describe('the name of an execution', () => {
  const name = (orderId: string, version = 1, attempt = 1) => executionName({ orderId, version, attempt, digest: '' });

  it('is made of order id and version (orders trap 5)', () => {
    expect(name('a')).toBe(name('a'));
    expect(new Set([name('a'), name('b'), name('a', 2), name('a1', 1), name('a', 11)]).size).toBe(5);
  });

  it('has an attempt suffix when an order is restarted, as names stay taken for 90 days (orders trap 6)', () => {
    expect(name('a', 1, 2)).toBe(`${name('a')}-attempt-2`);
  });

  it('is one that AWS takes', () => {
    expect(name('x'.repeat(64), 999_999, 99)).toMatch(/^[A-Za-z0-9_-]{1,80}$/);
  });
});

describe('a pointer', () => {
  it('holds nothing personal', () => {
    expect(Object.keys(pointerTo(placed()))).toEqual(['orderId', 'version', 'attempt', 'digest']);
    expect(JSON.stringify(pointerTo(placed({ customer: 'somebody' })))).not.toContain('somebody');
  });

  it('stays the same while the workflow works on the order', () => {
    const [line] = placed().lines;
    const reordered = { ...placed(), lines: [Object.fromEntries(Object.entries(line ?? {}).reverse())] };
    expect(pointerTo({ ...reordered, status: 'PRINTING', attempt: 1, execution: 'x' })).toEqual(pointerTo(placed()));
  });

  it.each([[{}], [{ orderId: 'a' }], [{ orderId: 'a', version: 0 }], [{ orderId: 'a b', version: 1 }]])(
    'to %j is refused',
    (item) => {
      expect(() => pointerTo(item)).toThrow(expect.objectContaining({ name: 'PoisonRecord' }));
    },
  );
});

describe('starting an order', () => {
  const start = async (first: object, second: object, status: 'RUNNING' | 'SUCCEEDED') => {
    const states = createFakeStates();
    const deps = { states: states.client, stateMachineArn };
    await startOrder(deps, pointerTo({ ...first }));
    for (const execution of states.executions.values()) execution.status = status;
    return startOrder(deps, pointerTo({ ...second }));
  };

  it.each(['RUNNING', 'SUCCEEDED'] as const)(
    'again while its execution is %s is the same start (orders trap 5)',
    async (status) => {
      await expect(start(placed(), placed(), status)).resolves.toMatchObject({
        executionArn: expect.stringContaining(':execution:'),
      });
    },
  );

  it.each(['RUNNING', 'SUCCEEDED'] as const)(
    'of another content under the same name is a conflict while it is %s (orders trap 5)',
    async (status) => {
      const other = start(placed(), placed({ card: 'tok_late' }), status);
      await expect(other).rejects.toMatchObject({ name: 'OrderConflict' });
    },
  );
});
