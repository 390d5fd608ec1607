import { setTimeout } from 'node:timers/promises';
import {
  DescribeExecutionCommand,
  DescribeMapRunCommand,
  ListMapRunsCommand,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { printable } from '@safelight/asl/cli/printable';
import { liveLine } from '@safelight/local/cli/live-line';
import type { Screen } from '@safelight/local/cli/style';
import * as z from 'zod';
import type { Lab } from '#lab/lab.ts';
import { listedIn } from '../list.ts';
import { progressLine } from '../progress.ts';
import { requirePhotos } from '../runs.ts';
import { filesSchema, readReport } from './document.ts';
import type { ReportRequest } from './request.ts';
import { reportLines } from './table.ts';

const LOOK_EVERY_MS = 500;

/** Starts the workflow. Throws a `UsageError` where there is nothing to report on. Answers the execution's ARN. */
export async function startReport(lab: Lab, request: ReportRequest): Promise<string> {
  const input = await inputOf(lab, request);
  const { executionArn = '' } = await lab.states.send(
    new StartExecutionCommand({ stateMachineArn: lab.names.libraryReport, input: JSON.stringify(input) }),
  );
  return executionArn;
}

async function inputOf(lab: Lab, request: ReportRequest): Promise<object> {
  if (request.kind === 'csv')
    return { from: 'CSV', list: await listedIn(lab, request.list), by: request.by, sums: request.sums };
  await requirePhotos(lab, request.prefix);
  return { from: 'LIBRARY', prefix: request.prefix };
}

/** Shows how a report gets on, then the report. Answers the exit code; undefined where `signal` was aborted first. */
export async function followReport(
  lab: Lab,
  executionArn: string,
  screen: Screen,
  signal: AbortSignal,
): Promise<number | undefined> {
  const line = liveLine(screen);
  const began = performance.now();
  try {
    while (!signal.aborted) {
      const { status, output, error, cause } = await lab.states.send(new DescribeExecutionCommand({ executionArn }));
      if (status === 'SUCCEEDED') {
        line.clear();
        return await show(lab, output, screen);
      }
      if (status !== 'RUNNING') {
        line.clear();
        screen.write(`There is no report: ${printable(reasonOf(error, cause) || `it ended ${status}`)}\n`);
        return 1;
      }
      line.show(await progressOf(lab, executionArn, began));
      await setTimeout(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
    return undefined;
  } finally {
    line.clear();
  }
}

async function progressOf({ states }: Lab, executionArn: string, began: number): Promise<string> {
  const { mapRuns = [] } = await states.send(new ListMapRunsCommand({ executionArn }));
  const { mapRunArn } = mapRuns[0] ?? {};
  if (mapRunArn === undefined) return 'begins';
  const { itemCounts } = await states.send(new DescribeMapRunCommand({ mapRunArn }));
  const { total = 0, succeeded = 0, failed = 0, running = 0 } = itemCounts ?? {};
  return progressLine(
    { total, succeeded, failed, running },
    (1_000 * succeeded) / Math.max(1, performance.now() - began),
  );
}

async function show(lab: Lab, output: string | undefined, screen: Screen): Promise<number> {
  const files = filesSchema.parse(JSON.parse(output ?? 'null'));
  const report = await readReport(lab, files);
  for (const each of reportLines(report)) screen.write(`${each}\n`);
  const outdated = report.groups.total?.[0]?.sums.outdated ?? 0;
  if (report.from === 'LIBRARY' && outdated > 0)
    screen.write(
      `\n${outdated} photos have other variants than today's configuration makes: npm run library:reprocess -- --outdated\n`,
    );
  screen.write(`\n${[files.csv, files.json, files.svg].map((key) => `s3://${files.bucket}/${key}\n`).join('')}`);
  return 0;
}

const failureSchema = z.object({ errorMessage: z.string() });

/** Of a function that failed, what it said. */
function reasonOf(error = '', cause = ''): string {
  try {
    return failureSchema.parse(JSON.parse(cause)).errorMessage;
  } catch {
    return [error, cause].filter(Boolean).join(': ');
  }
}
