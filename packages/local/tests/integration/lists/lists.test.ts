import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestSystem } from '#local/testing/start-system.ts';
import { fill, RESOURCES } from '#tests/integration/lists/contents.ts';
import { ELSEWHERE, type ListRow, listRows, TAKES_ANY } from '#tests/integration/lists/rows.ts';
import { type OperationName, type Operations, openOperations } from '#tests/integration/lists/token-operations.ts';
import { smallStack } from '#tests/support/small-stack.ts';
import { startSystem } from '#tests/support/system.ts';

let system: TestSystem;
let operations: Operations;
let rows: ReturnType<typeof listRows>;

beforeAll(async () => {
  system = await startSystem({ template: { Resources: { ...smallStack().Resources, ...RESOURCES } } });
  operations = await openOperations(system);
  rows = listRows(await fill(system));
  // Some three hundred requests: a busy machine takes its time.
}, 240_000);

afterAll(() => system.close());

const NOT_HERE = ['UnknownOperationException', 'InvalidAction', 'NotImplemented'];
const names = [...listRows({ executionArn: '', uploadId: '', queryId: '' })];
const rowOf = (name: OperationName): ListRow => {
  const row = rows.get(name);
  if (!row) throw new Error(`${name} has no row`);
  return row;
};

/** All items, page by page. */
async function pages(name: OperationName, { input, token: [takes, gives], size, items = '' }: ListRow) {
  const all: unknown[][] = [];
  for (let token: unknown, first = true; first || token !== undefined; first = false) {
    const page = await operations.send(name, {
      ...input,
      ...(size && { [size]: 1 }),
      ...(token !== undefined && { [takes]: token }),
    });
    all.push(Reflect.get(page, items) ?? []);
    const isLast = Reflect.get(page, 'IsTruncated') === false;
    token = isLast ? undefined : Reflect.get(page, gives);
  }
  return all;
}

describe('every list', () => {
  it.each(names)('%s refuses a token of no page', async (name) => {
    const { input, token, error, nonsense = 'nonsense' } = rowOf(name);
    await expect(operations.send(name, { ...input, [token[0]]: nonsense })).rejects.toMatchObject({ name: error });
  });

  it.each(names.filter(([, { items }]) => items !== undefined))('%s goes on from page to page', async (name) => {
    const row = rowOf(name);
    const all = await pages(name, row);
    const filled = all.filter(({ length }) => length > 0);
    expect(filled.length).toBeGreaterThan(1);
    if (row.size) expect(new Set(filled.map(({ length }) => length))).toEqual(new Set([1]));
    const shown = all.flat().map((item) => JSON.stringify(item));
    expect(new Set(shown).size).toBe(shown.length);
    if (row.size) {
      const whole = await operations.send(name, row.input ?? {});
      expect(shown).toEqual(Reflect.get(whole, row.items ?? '').map((item: unknown) => JSON.stringify(item)));
    }
  });

  it.each(names.filter(([, { most }]) => most !== undefined))(
    '%s refuses a page of none, and of too many',
    async (name) => {
      const { input, size = '', most = 0 } = rowOf(name);
      for (const many of name.startsWith('sfn') ? [most + 1] : [0, most + 1]) {
        await expect(operations.send(name, { ...input, [size]: many })).rejects.toMatchObject({
          $metadata: { httpStatusCode: 400 },
        });
      }
    },
  );

  it('of metric data is partial until its last page', async () => {
    const { input } = rowOf('cloudwatch GetMetricData');
    const statuses: unknown[] = [];
    for (let token: unknown, first = true; first || token !== undefined; first = false) {
      const more = token === undefined ? {} : { NextToken: token };
      const page = await operations.send('cloudwatch GetMetricData', { ...input, MaxDatapoints: 1, ...more });
      const [result] = Reflect.get(page, 'MetricDataResults');
      statuses.push([result.StatusCode, result.Values.length]);
      token = Reflect.get(page, 'NextToken');
    }
    expect(statuses).toEqual([
      ['PartialData', 1],
      ['Complete', 1],
    ]);
  });

  it('that AWS has and that is answered here stands in a row', async () => {
    const lacking = operations.withToken.filter(
      (name) => !rows.has(name) && ![...TAKES_ANY, ...ELSEWHERE].includes(name),
    );
    const answers = await Promise.all(lacking.map(async (name) => [name, await operations.nonsense(name)] as const));
    expect(answers.filter(([, code]) => code === undefined || !NOT_HERE.includes(code))).toEqual([]);
  });
});
