import { printable } from '@safelight/asl/cli/printable';
import { runCommand } from '@safelight/local/cli/command';
import { exitCodeOf, stopSignal } from '@safelight/local/cli/signals';
import { screenOf } from '@safelight/local/cli/style';
import { connectLab } from '#lab/connect.ts';
import type { Lab } from '#lab/lab.ts';
import { checkedStage, STAGE_OPTION } from '../../lib/framework.ts';
import { again } from './again.ts';
import { followRun } from './follow.ts';
import { listedIn } from './list.ts';
import { type Request, requestOf } from './request.ts';
import { type LibraryRun, shown, startRun } from './runs.ts';
import { redriveRun, stopRun, theRun } from './which.ts';

await runCommand({
  help: `npm run library:reprocess -- --prefix PREFIX | --list LIST | --failed | --outdated | --attach | --stop | --redrive [--stage NAME]
Develops photos again, by today's configuration of variants; what is up to date is skipped, and old variants serve until the
new ones take their place. Shows how it gets on, and in the end what failed and why.
  --prefix P        photos whose keys begin with P ('' is all): those that failed, were never developed, or have other variants
  --list L          photos that a list names by a column or member key or Key: a .csv with a header, .json, .jsonl or .parquet, here or
                    in the stage's work bucket (s3://BUCKET/KEY), or the manifest.json of an S3 Inventory there
  --failed          photos of the whole library at which the lab failed
  --outdated        photos of the whole library that are READY by another configuration
  --concurrency N   photos at a time, from 1 to 10,000 (10); with --attach it changes the run that is under way
  --tolerance P     percentage of photos that may fail before the run does (5)
  --attach          follows the run that is under way
  --stop            stops it; what it has done stays done
  --redrive         goes on with the newest run that failed or was stopped: with what failed, and what was left
  --run NAME        with one of these three: the run of this name, where it is another
  --stage NAME      dev; with AWS_ENDPOINT_URL set of the system behind that endpoint
Ctrl-C ends this command, not the run. Exit code 1 if the run fails.
`,
  ends: true,
  options: {
    ...STAGE_OPTION,
    prefix: { type: 'string' },
    list: { type: 'string' },
    failed: { type: 'boolean' },
    outdated: { type: 'boolean' },
    attach: { type: 'boolean' },
    stop: { type: 'boolean' },
    redrive: { type: 'boolean' },
    run: { type: 'string' },
    concurrency: { type: 'string' },
    tolerance: { type: 'string' },
  },
  async run({ stage, ...words }) {
    const request = requestOf(words);
    const lab = await connectLab({ stackName: `darkroom-${checkedStage(stage)}` });
    return perform(lab, request, stage);
  },
});

async function perform(lab: Lab, request: Request, stage: string): Promise<number> {
  const screen = screenOf(process.stdout);
  const run = await runFor(lab, request);
  if (request.kind === 'stop') {
    await stopRun(lab, run);
    screen.write(`Stopped: what was developed stays so. ${again('--redrive', stage)} goes on with the rest.\n`);
    return 0;
  }
  const concurrency = request.kind === 'attach' ? request.concurrency : undefined;
  screen.write(`${printable(`${shown(run.selected)}: ${run.executionArn}`)}\n`);
  const interrupted = new AbortController();
  const stopped = stopSignal().then((signal) => {
    interrupted.abort();
    return signal;
  });
  const code = await followRun({ lab, run, screen, concurrency, stage }, interrupted.signal);
  if (code !== undefined) return code;
  screen.write(`The run goes on: ${again('--attach', stage)} follows it again, --stop stops it.\n`);
  return exitCodeOf(await stopped);
}

async function runFor(lab: Lab, request: Request): Promise<LibraryRun> {
  if (request.kind === 'start') {
    const { selection, list } = request;
    return startRun(lab, { ...selection, ...(list && { list: await listedIn(lab, list) }) });
  }
  return request.kind === 'redrive' ? redriveRun(lab, request.run) : theRun(lab, request.run);
}
