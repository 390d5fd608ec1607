import type { Json } from '@safelight/asl/json';
import type { TaskCall, TaskPort } from '@safelight/asl/ports';
import * as z from 'zod';
import { anyJson } from '#services/record.ts';
import type { Database } from '#store/database.ts';
import { type Documents, openDocuments } from '#store/documents.ts';

type Complete = TaskPort['completion'];
type Request = TaskPort['request'];

const openJob = z.object({
  executionArn: z.string(),
  roleArn: z.string(),
  stateName: z.string(),
  enteredEventId: z.number(),
  resource: z.object({
    ...{ kind: z.literal('integration'), arn: z.string(), service: z.string(), action: z.string() },
    pattern: z.enum(['sync', 'sync:2']),
  }),
  parameters: anyJson,
  /** What the submission of the job yielded; null where that is not known yet. */
  submitted: anyJson,
});

/** Whether a task waits for the job that it submits. */
const isJob = ({ resource }: TaskCall): boolean =>
  resource.kind === 'integration' && (resource.pattern === 'sync' || resource.pattern === 'sync:2');

/** Rows of the jobs that tasks wait for (`.sync`), by their tokens, so that none is forgotten whose task was given up. */
export class OpenJobs {
  readonly #rows: Documents<z.infer<typeof openJob>>;
  readonly #isClosed: () => boolean;

  /** @param isClosed whether the system is being stopped: its jobs are gone on with at the next start */
  constructor(database: Database, isClosed: () => boolean) {
    this.#rows = openDocuments(database, 'states_jobs', (value) => openJob.parse(value));
    this.#isClosed = isClosed;
  }

  /** Makes a call; a job that it may submit is there before, and forgotten where it is not. */
  async submit(call: TaskCall, request: Request): Promise<Json> {
    if (!isJob(call)) return request(call);
    this.#write(call, null);
    try {
      return await request(call);
    } catch (error) {
      this.#forget(call);
      throw error;
    }
  }

  /** Waits for a job, and forgets it when it has ended, or was stopped. */
  async wait(call: TaskCall, submitted: Json, complete: Complete): Promise<Json> {
    this.#write(call, submitted);
    try {
      return await complete(call, submitted);
    } finally {
      this.#forget(call);
    }
  }

  #write(call: TaskCall, submitted: Json): void {
    const { taskToken = '', executionArn, roleArn, stateName, enteredEventId, resource, parameters } = call;
    const job = { executionArn, roleArn, stateName, enteredEventId, resource, parameters, submitted };
    this.#rows.write(taskToken, openJob.parse(job));
  }

  #forget({ taskToken = '' }: TaskCall): void {
    if (!this.#isClosed()) this.#rows.remove(taskToken);
  }

  /** The executions that wait for any. */
  executions(): readonly string[] {
    return this.#rows.all().map(({ executionArn }) => executionArn);
  }

  /** Gives up those of an execution that is over. */
  giveUp(executionArn: string, complete: Complete): void {
    const signal = AbortSignal.abort(new Error('The execution is over.'));
    for (const [taskToken, { submitted, ...job }] of this.#rows.entries()) {
      if (job.executionArn !== executionArn) continue;
      complete({ ...job, taskToken, signal }, submitted).catch(() => undefined);
    }
  }
}
