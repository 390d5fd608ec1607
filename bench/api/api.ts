import { dirname } from 'node:path';
import { type Benchmark, count, type Progress } from '../benchmark.ts';
import { type Contender, contendWithSystem } from '../contender.ts';
import { percentile } from '../measure.ts';
import { mediansOfRounds, named } from '../rounds.ts';
import { NotHereError, startMiniStack } from './ministack.ts';
import { openWorkflows, type WayName, type Workflows, wayNames } from './workflows.ts';

const root = dirname(dirname(import.meta.dirname));
/** An account may start 1,300 at once and 300 a second after that, warm-up and all rounds together. */
const EXECUTIONS = 240;
/** What this system awaits in one call takes so little that few of them would be noise. */
const AWAITED = 10;
/** Until V8 has optimised what serves them. */
const WARM_UP: Readonly<Record<WayName, number>> = { start: 600, sync: 3000 };

/** Executions as clients feel them, by signed HTTP from another process, sixteen at once; beside them those of MiniStack. */
export const api: Benchmark = {
  name: 'api',
  summary:
    'executions/s of three states by signed HTTP, started and asked after, or awaited in one call; beside MiniStack where Python is',
  options: { executions: `N   started in a round (${EXECUTIONS}), and ten times as many awaited` },
  async run(options, progress) {
    const executions = count(options, 'executions', EXECUTIONS);
    const own = await mediansOfRounds(await ofBuild(root, executions), 'api: here', progress);
    const peer = await ofMiniStack(executions, progress);
    return {
      figures: { ...own, ...peer.figures },
      targets: {},
      notes: ['Ms: from the first call until the client knows that it succeeded; this system is warmed up', peer.note],
    };
  },
  contend: (build, options) => ofBuild(build, count(options, 'executions', EXECUTIONS)),
};

const ofBuild = (build: string, executions: number): Promise<Contender> =>
  contendWithSystem(build, async ({ endpoint, credentials }) => {
    const workflows = await openWorkflows(endpoint, credentials);
    for (const way of wayNames) await workflows.run(way, WARM_UP[way]);
    return () => round(workflows, { start: executions, sync: executions * AWAITED });
  });

async function round(
  workflows: Workflows,
  executions: Readonly<Record<WayName, number>>,
): Promise<Readonly<Record<string, number>>> {
  const figures: Record<string, number> = {};
  for (const way of wayNames) {
    const { perSecond, tookMs } = await workflows.run(way, executions[way]);
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
    const contender = { measure: () => round(workflows, { start: executions, sync: executions }), close: stop };
    const figures = named('miniStack', await mediansOfRounds(contender, 'api: MiniStack', progress));
    return { figures, note: 'miniStack…: MiniStack, beside it' };
  } catch (error) {
    if (!(error instanceof NotHereError)) throw error;
    return { figures: {}, note: error.message };
  }
}
