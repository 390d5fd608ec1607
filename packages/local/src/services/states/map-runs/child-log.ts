import { readFile, rm } from 'node:fs/promises';
import type { Json } from '@safelight/asl/json';
import type { ChildResult, ChildStart, EarlierChild } from '@safelight/asl/ports';
import * as z from 'zod';
import { AppendLog, parseLines } from '#services/states/executions/append-log.ts';

const childLine = z.object({
  index: z.number(),
  items: z.number(),
  name: z.string(),
  result: z.object({
    executionArn: z.string(),
    status: z.enum(['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']),
    error: z.optional(z.string()),
    cause: z.optional(z.string()),
    startTime: z.number(),
    stopTime: z.number(),
    redriveCount: z.optional(z.number()),
  }),
  /** Of Express children: those of Standard ones are in their journals. */
  payloads: z.optional(z.object({ input: z.string(), output: z.optional(z.string()) })),
});

export type ChildLine = z.infer<typeof childLine>;

/** How the children of one map run ended, for the case that it is redriven. */
export class ChildLog {
  readonly #path: string;
  readonly #log: AppendLog;

  constructor(path: string) {
    this.#path = path;
    this.#log = new AppendLog(path);
  }

  add({ index, items, input, type }: ChildStart, name: string, { output, ...result }: ChildResult): void {
    const payloads = { input: JSON.stringify(input), ...(output !== undefined && { output: JSON.stringify(output) }) };
    this.#log.add({ index, items, name, result, ...(type === 'EXPRESS' && { payloads }) });
  }

  /** The last attempt of each child. */
  async read(): Promise<readonly ChildLine[]> {
    await this.#log.flush();
    const lines = parseLines(await readFile(this.#path, 'utf8').catch(() => ''));
    return [...new Map(lines.map((line) => childLine.parse(line)).map((line) => [line.index, line])).values()];
  }

  async remove(): Promise<void> {
    await this.#log.flush();
    await rm(this.#path, { force: true });
  }
}

/** @param payloads the texts of its input and output, where the line has none */
export function earlierChild(
  { index, items, name, result }: ChildLine,
  payloads: NonNullable<ChildLine['payloads']>,
): EarlierChild {
  const input: Json = JSON.parse(payloads.input);
  const { error, cause, redriveCount, ...rest } = result;
  return {
    index,
    items,
    name,
    input,
    result: {
      ...rest,
      ...(error !== undefined && { error }),
      ...(cause !== undefined && { cause }),
      ...(redriveCount !== undefined && { redriveCount }),
      ...(payloads.output !== undefined && { output: JSON.parse(payloads.output) }),
    },
  };
}
