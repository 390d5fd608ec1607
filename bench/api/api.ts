import { dirname } from 'node:path';
import { type Benchmark, count, type Progress } from '../benchmark.ts';
import { type Contender, contendWithSystem } from '../contender.ts';
import { percentile } from '../measure.ts';
import { mediansOfRounds, named } from '../rounds.ts';
import { NotHereError, startMiniStack } from './ministack.ts';
import { openWorkflows, type Workflows, wayNames } from './workflows.ts';

const root = dirname(dirname(import.meta.dirname));
const EXECUTIONS = 500;

/** Executions as clients feel them, by signed HTTP from another process, sixteen at once; beside them those of MiniStack. */
export const api: Benchmark = {
  name: 'api',
  summary:
    'executions/s of three states by signed HTTP, started and asked after, or awaited in one call; beside MiniStack where Python is',
  options: { executions: `N   of each kind in a round (${EXECUTIONS})` },
  async run(options, progress) {
    const executions = count(options, 'executions', EXECUTIONS);
    const own = await mediansOfRounds(await ofBuild(root, executions), 'api: here', progress);
    const peer = await ofMiniStack(executions, progress);
    return {
      figures: { ...own, ...peer.figures },
      targets: {},
      notes: ['Ms: from the first call until the client knows that it succeeded', peer.note],
    };
  },
  contend: (build, options) => ofBuild(build, count(options, 'executions', EXECUTIONS)),
};

const ofBuild = (build: string, executions: number): Promise<Contender> =>
  contendWithSystem(build, async ({ endpoint, credentials }) => {
    const workflows = await openWorkflows(endpoint, credentials);
    return () => round(workflows, executions);
  });

async function round(workflows: Workflows, executions: number): Promise<Readonly<Record<string, number>>> {
  const figures: Record<string, number> = {};
  for (const way of wayNames) {
    const { perSecond, tookMs } = await workflows.run(way, executions);
    figures[`${way}PerSecond`] = perSecond;
    figures[`${way}P50Ms`] = percentile(tookMs, 0.5);
    figures[`${way}P99Ms`] = percentile(tookMs, 0.99);
  }
  return figures;
}

async function ofMiniStack(executions: number, progress: Progress) {
  try {
    const { url, stop } = await startMiniStack(root);
    const workflows = await openWorkflows(url, { accessKeyId: 'test', secretAccessKey: 'test' });
    const contender = { measure: () => round(workflows, executions), close: stop };
    const figures = named('miniStack', await mediansOfRounds(contender, 'api: MiniStack', progress));
    return { figures, note: 'miniStack…: MiniStack, beside it' };
  } catch (error) {
    if (!(error instanceof NotHereError)) throw error;
    return { figures: {}, note: error.message };
  }
}
