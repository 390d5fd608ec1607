import type { Json } from '@safelight/asl/json';
import type { TaskCall, TaskPort } from '@safelight/asl/ports';
import * as z from 'zod';
import { anyJson } from '#services/record.ts';
import type { Database } from '#store/database.ts';
import { type Documents, openDocuments } from '#store/documents.ts';

type Complete = TaskPort['completion'];

const openJob = z.object({
  executionArn: z.string(),
  roleArn: z.string(),
  stateName: z.string(),
  enteredEventId: z.number(),
  resource: z.object({
    ...{ kind: z.literal('integration'), arn: z.string(), service: z.string(), action: z.string() },
    pattern: z.enum(['sync', 'sync:2']),
  }),
  /** What the submission of the job yielded. */
  submitted: anyJson,
});

/** Rows of the jobs that tasks wait for (`.sync`), by their tokens, so that none is forgotten whose task was given up. */
export class OpenJobs {
  readonly #rows: Documents<z.infer<typeof openJob>>;
  readonly #isClosed: () => boolean;

  /** @param isClosed whether the system is being stopped: its jobs are gone on with at the next start */
  constructor(database: Database, isClosed: () => boolean) {
    this.#rows = openDocuments(database, 'states_jobs', (value) => openJob.parse(value));
    this.#isClosed = isClosed;
  }

  /** Waits for a job, and forgets it when it has ended, or was stopped. */
  async wait(call: TaskCall, submitted: Json, complete: Complete): Promise<Json> {
    const { taskToken = '', executionArn, roleArn, stateName, enteredEventId, resource } = call;
    const job = { executionArn, roleArn, stateName, enteredEventId, resource, submitted };
    this.#rows.write(taskToken, openJob.parse(job));
    try {
      return await complete(call, submitted);
    } finally {
      if (!this.#isClosed()) this.#rows.remove(taskToken);
    }
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
      complete({ ...job, taskToken, parameters: {}, signal }, submitted).catch(() => undefined);
    }
  }
}
