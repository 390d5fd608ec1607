import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DisableRuleCommand,
  EnableRuleCommand,
  EventBridgeClient,
  ListRuleNamesByTargetCommand,
} from '@aws-sdk/client-eventbridge';
import { paginateListExecutions } from '@aws-sdk/client-sfn';
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { expect, vi } from 'vitest';
import * as z from 'zod';
import { variantsOf } from '#functions/shared/variants.ts';
import { connectLab } from '#lab/connect.ts';
import type { Lab } from '#lab/lab.ts';
import { root } from '#tests/support/root.ts';
import { type LibraryPhoto, outdate, sourcesOf, uploadLibrary } from '../../../bench/lab/library-photos.ts';
import { compare } from '../../../scripts/consistency/compare.ts';
import { readLab } from '../../../scripts/consistency/read-lab.ts';
import { followRun } from '../../../scripts/photos/library/follow.ts';
import type { ReportRequest } from '../../../scripts/photos/library/report/request.ts';
import { followReport, startReport } from '../../../scripts/photos/library/report/run.ts';
import type { LibraryRun } from '../../../scripts/photos/library/runs.ts';
import { type SystemProcess, startProcess } from '../chaos/system-process.ts';

export const HOUR = 3_600_000;
export const PATIENCE = { timeout: HOUR, interval: 1_000 };
/** Real photos, where they lie beside the repository. */
const SHARED = join(root, '../shared/images');
const OTHER = 'other';

const rowSchema = z.object({
  key: z.string(),
  status: z.string(),
  configuration: z.optional(z.string()),
  prefix: z.optional(z.string()),
});
export type LibraryRow = z.infer<typeof rowSchema>;

/** A system in a process of its own with a library in it, and what the commands print. */
export class LibrarySystem {
  readonly #folder = mkdtempSync(join(tmpdir(), 'darkroom-library-'));
  readonly #project: string;
  #process: SystemProcess | undefined;
  #lab: Lab | undefined;
  #rules: EventBridgeClient | undefined;
  readonly said: string[] = [];
  readonly screen = {
    live: false,
    columns: 100,
    write: (text: string) => void this.said.push(text),
    paint: (_: unknown, text: string) => text,
  };

  /** @param project what is started, which is this repository or a copy of it */
  constructor(project = root) {
    this.#project = project;
  }

  get lab(): Lab {
    if (this.#lab === undefined) throw new Error('the system does not run');
    return this.#lab;
  }

  /** Starts it, or starts it again with all that it had. */
  async start(): Promise<void> {
    this.#process = startProcess(this.#project, join(this.#folder, 'data'));
    const connection = { region: 'us-east-1', ...(await this.#process.ready) };
    this.#rules = new EventBridgeClient(connection);
    this.#lab = await connectLab({ stackName: 'darkroom-dev', ...connection });
  }

  async kill(): Promise<void> {
    await this.#process?.end('SIGKILL');
  }

  async close(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Photos that are in the bucket, and of which the lab has not heard: the rule that tells it is off meanwhile. */
  async uploadUnheard(total: number, broken: number): Promise<readonly LibraryPhoto[]> {
    const query = new ListRuleNamesByTargetCommand({ TargetArn: this.lab.names.imageProcessing });
    const { RuleNames: rules = [] } = (await this.#rules?.send(query)) ?? {};
    expect(rules).not.toEqual([]);
    for (const Name of rules) await this.#rules?.send(new DisableRuleCommand({ Name }));
    const sources = await sourcesOf(existsSync(SHARED) ? SHARED : undefined);
    const photos = await uploadLibrary(this.lab, sources, { total, broken });
    for (const Name of rules) await this.#rules?.send(new EnableRuleCommand({ Name }));
    return photos;
  }

  async rows(): Promise<readonly LibraryRow[]> {
    const found: LibraryRow[] = [];
    const { dynamodb: client, names } = this.lab;
    const query = {
      ...{ TableName: names.imagesTable, ConsistentRead: true },
      ProjectionExpression: '#key, #status, configuration, prefix',
      ExpressionAttributeNames: { '#key': 'key', '#status': 'status' },
    };
    for await (const { Items = [] } of paginateScan({ client }, query))
      found.push(...Items.map((item) => rowSchema.parse(item)));
    return found;
  }

  /** Keys of photos whose variants are of another configuration than today's. */
  async outdated(): Promise<readonly string[]> {
    return (await this.rows()).filter(({ configuration }) => configuration === OTHER).map(({ key }) => key);
  }

  outdate(keys: readonly string[]): Promise<void> {
    return outdate(this.lab, keys);
  }

  /** How many executions of image-processing there have been, or run. */
  async executions(statusFilter?: 'RUNNING'): Promise<number> {
    const { states: client, names } = this.lab;
    const query = { stateMachineArn: names.imageProcessing, maxResults: 1000, ...(statusFilter && { statusFilter }) };
    let count = 0;
    for await (const { executions = [] } of paginateListExecutions({ client }, query)) count += executions.length;
    return count;
  }

  /** Follows a run to its end: the exit code of the command, and how many photos were developed since then. */
  async follow(
    run: LibraryRun,
    concurrency?: number,
  ): Promise<{ readonly code: number | undefined; developed: number }> {
    this.said.length = 0;
    const { lab, screen } = this;
    const before = await this.executions();
    const code = await followRun({ lab, run, screen, concurrency }, new AbortController().signal);
    return { code, developed: (await this.executions()) - before };
  }

  /** The first line of a report. */
  async reported(request: ReportRequest): Promise<string> {
    this.said.length = 0;
    await followReport(this.lab, await startReport(this.lab, request), this.screen, new AbortController().signal);
    return this.said[0] ?? '';
  }

  /** Buckets, table and manifests agree, once all that runs has ended. */
  async agrees(): Promise<void> {
    await vi.waitFor(async () => expect(await this.executions('RUNNING')).toBe(0), PATIENCE);
    await vi.waitFor(async () => expect(compare(await readLab(this.lab), variantsOf('dev'))).toEqual([]), PATIENCE);
  }
}
