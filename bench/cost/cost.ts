import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { UsageError } from '@safelight/local/cli/usage';
import { compiledTemplate } from '@safelight/local/compile/compile';
import { type CompiledService, compiledService } from '@safelight/local/compile/service';
import { createSystem } from '@safelight/local/system';
import * as z from 'zod';
import { type Benchmark, count, type Options } from '../benchmark.ts';
import { openLab } from '../lab/photo-lab.ts';
import { madePictures, type Picture, picturesIn } from '../lab/pictures.ts';
import { median, seconds } from '../measure.ts';
import { dollarsOf, LIST_PRICES, type Prices, type Usage } from './bill.ts';
import { withExpressRoute } from './template.ts';
import { usageSince } from './usage.ts';

const root = dirname(dirname(import.meta.dirname));
const MILLION = 1e6;
/** Kept low on purpose, and counted in the comment of the definition: one more is a decision. */
const MOST_TRANSITIONS = { deployed: 16, route: 9 };

/** What Step Functions counts of a photo, as it is deployed and with *Develop* as an Express workflow of its own. */
export const cost: Benchmark = {
  name: 'cost',
  summary: 'what Step Functions bills for a photo: as deployed, and by a route through an Express child',
  options: {
    images: 'DIR  photos to develop (otherwise 12 megapixels made by code)',
    count: 'N    how many to make (4)',
    'per-thousand-transitions': 'USD  price (0.025)',
    'per-million-requests': 'USD  price of Express requests (1)',
    'per-gb-hour': 'USD  price of Express GB-hours (0.06)',
  },
  async run(options, progress) {
    const prices = pricesOf(options);
    const pictures = await picturesOf(options);
    const template = await compiledTemplate({ root, stage: 'dev' });
    progress(`cost: ${pictures.length} photos through the deployed workflows, one after another`);
    const service = await compiledService(template);
    const deployed = await measure(pictures, template, service);
    progress('cost: the same photos by the Express route');
    const route = await withTemplate(template, (derived) => measure(pictures, derived, service));
    return {
      figures: { ...figuresOf('deployed', deployed, prices), ...figuresOf('route', route, prices) },
      targets: {
        deployedTransitions: { atMost: MOST_TRANSITIONS.deployed },
        routeTransitions: { atMost: MOST_TRANSITIONS.route },
      },
      notes: notesOf(prices),
    };
  },
};

interface Measured {
  /** A photo's, on average. */
  readonly usage: Usage;
  /** From the upload to READY: the median. */
  readonly seconds: number;
}

/** One photo after another: on AWS none would wait for the cores that another one uses. */
async function measure(
  pictures: readonly Picture[],
  templatePath: string,
  service: CompiledService,
): Promise<Measured> {
  const dataDir = await mkdtemp(join(tmpdir(), 'darkroom-cost-'));
  const log = (line: string) => process.stderr.write(`${line}\n`);
  const system = await createSystem({
    templatePath,
    root,
    dataDir,
    ...service,
    stage: 'dev',
    port: 0,
    permissions: 'on',
    log,
  });
  try {
    const lab = await openLab(system);
    await lab.develop(pictures.slice(0, 1));
    await usageSince(system, 0);
    const start = Date.now();
    const times: number[] = [];
    for (const picture of pictures) times.push(await seconds(() => lab.develop([picture])));
    const { transitions, requests, gbSeconds } = await usageSince(system, start);
    const share = 1 / pictures.length;
    const usage = { transitions: transitions * share, requests: requests * share, gbSeconds: gbSeconds * share };
    return { usage, seconds: median(times) };
  } finally {
    await system.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function withTemplate<T>(template: string, work: (derived: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-cost-'));
  try {
    const derived = join(folder, 'template.json');
    const source = z.record(z.string(), z.json()).parse(JSON.parse(await readFile(template, 'utf8')));
    await writeFile(derived, JSON.stringify(withExpressRoute(source)));
    return await work(derived);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const figuresOf = (name: string, { usage, seconds }: Measured, prices: Prices) => ({
  [`${name}Transitions`]: usage.transitions,
  [`${name}ExpressRequests`]: usage.requests,
  [`${name}ExpressGbSeconds`]: usage.gbSeconds,
  [`${name}DollarsAMillion`]: dollarsOf(usage, prices) * MILLION,
  [`${name}Seconds`]: seconds,
});

const notesOf = ({ perThousandTransitions, perMillionRequests, perGbSecond }: Prices) => [
  'a photo each; DollarsAMillion is Step Functions alone, for a million photos: functions and storage cost the same by both',
  `at $${perThousandTransitions} for 1,000 transitions, $${perMillionRequests} for a million Express requests,` +
    ` $${(perGbSecond * 3600).toFixed(4)} a GB-hour: https://aws.amazon.com/step-functions/pricing/, us-east-1`,
  'Express: duration rounded up to 100 ms, in one chunk of 64 MB, as long as it takes on this machine',
];

const price = (options: Options, name: string, otherwise: number): number => {
  const value = Number(options[name] ?? otherwise);
  if (!(value >= 0)) throw new UsageError(`--${name} ${options[name]}: a price in US dollars is needed`);
  return value;
};

const pricesOf = (options: Options): Prices => ({
  perThousandTransitions: price(options, 'per-thousand-transitions', LIST_PRICES.perThousandTransitions),
  perMillionRequests: price(options, 'per-million-requests', LIST_PRICES.perMillionRequests),
  perGbSecond: price(options, 'per-gb-hour', LIST_PRICES.perGbSecond * 3600) / 3600,
});

async function picturesOf({ images, ...options }: Options): Promise<readonly Picture[]> {
  if (images === undefined) return madePictures(count(options, 'count', 4));
  if (options.count !== undefined) throw new UsageError('--count makes photos: leave it out with --images');
  return (await picturesIn(images)).pictures;
}
