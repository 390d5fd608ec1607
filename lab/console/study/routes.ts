import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { ConsoleRequest, ConsoleRoutes } from '@safelight/local/console/extension';
import type { Experiment } from './blocks.ts';
import { allQuestions, chapters, docsPage } from './docs.ts';
import { studyProcess } from './process.ts';
import { Runs } from './runs.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
/** A browser asks again, before whatever is between grows impatient. */
const PATIENCE_MS = 20_000;

/** What the page asks about the walkthrough, and the experiments that it runs. */
export function studyRoutes(root = ROOT): ConsoleRoutes {
  const runs = new Runs((experiment) => studyProcess(root, experiment));
  const json = async (value: unknown) => ({ kind: 'json', value: await value }) as const;
  return {
    'GET study': () => json(chapters(root)),
    'GET study/page': ({ of }) => json(docsPage(root, of)),
    'GET study/questions': () => json(allQuestions(root)),
    'GET study/domains': async () => json((await import('./domains.ts')).domains),
    'GET study/experiments': async () => json((await import('./experiments.ts')).experiments),
    async 'GET study/run'(asked) {
      const seen = Number(asked.query.get('seen') ?? 0);
      const patience = setTimeout(PATIENCE_MS, undefined, { ref: false });
      return { kind: 'json', value: (await runs.after(experimentIn(asked), seen, patience)) ?? null, isMeasured: true };
    },
    async 'POST study/run'(asked) {
      try {
        runs.begin(experimentIn(asked));
      } catch (error) {
        return { kind: 'refused', message: error instanceof Error ? error.message : String(error) };
      }
      return { kind: 'json', value: {} };
    },
    async 'POST study/stop'() {
      runs.stop();
      return { kind: 'json', value: {} };
    },
  };
}

/** `of=7&negative=yes` */
const experimentIn = ({ of, query }: ConsoleRequest): Experiment => ({
  number: Number(of),
  isNegative: query.get('negative') === 'yes',
});
