/** The machines that both engines run: JSONPath only, since the other one knows nothing else. */
export interface EngineCase {
  readonly name: 'chain' | 'map' | 'parallel' | 'loop';
  readonly definition: object;
  readonly input: object;
  /** States that one run enters. */
  readonly transitions: number;
}

const pass = (next?: string) => ({ Type: 'Pass', ...(next === undefined ? { End: true } : { Next: next }) });

const CHAIN = 10;
const ITEMS = 1000;
const BRANCHES = 10;
const ROUNDS = 100;

const chain: EngineCase = {
  name: 'chain',
  definition: {
    StartAt: 'S0',
    States: Object.fromEntries(
      Array.from({ length: CHAIN }, (_, at) => [`S${at}`, pass(at < CHAIN - 1 ? `S${at + 1}` : undefined)]),
    ),
  },
  input: { photo: 'a.jpg', width: 320 },
  transitions: CHAIN,
};

const map: EngineCase = {
  name: 'map',
  definition: {
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        ItemsPath: '$.items',
        ItemProcessor: { StartAt: 'Item', States: { Item: pass() } },
        End: true,
      },
    },
  },
  input: { items: Array.from({ length: ITEMS }, (_, index) => ({ index })) },
  transitions: ITEMS + 1,
};

const parallel: EngineCase = {
  name: 'parallel',
  definition: {
    StartAt: 'Beside',
    States: {
      Beside: {
        Type: 'Parallel',
        Branches: Array.from({ length: BRANCHES }, (_, at) => ({ StartAt: `B${at}`, States: { [`B${at}`]: pass() } })),
        End: true,
      },
    },
  },
  input: { photo: 'a.jpg', width: 320 },
  transitions: BRANCHES + 1,
};

const loop: EngineCase = {
  name: 'loop',
  definition: {
    StartAt: 'Count',
    States: {
      Count: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, 1)' }, Next: 'Enough' },
      Enough: {
        Type: 'Choice',
        Choices: [{ Variable: '$.n', NumericGreaterThanEquals: ROUNDS, Next: 'Done' }],
        Default: 'Count',
      },
      Done: { Type: 'Succeed' },
    },
  },
  input: { n: 0 },
  transitions: 2 * ROUNDS + 1,
};

export const engineCases: readonly EngineCase[] = [chain, map, parallel, loop];
