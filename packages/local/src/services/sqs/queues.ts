import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@safelight/asl/clock';
import type { Ids, Place } from '@safelight/asl/identity';
import * as z from 'zod';
import { openJournal } from '#local/delivery/journal.ts';
import { readJsonFile, writeJsonFile } from '#services/json-file.ts';
import { defaultAttributes, type QueueAttributes, redrivePolicy } from '#services/sqs/attributes.ts';
import { queueDoesNotExist } from '#services/sqs/errors.ts';
import type { Message } from '#services/sqs/message.ts';
import { Queue } from '#services/sqs/queue.ts';

const settings = z.object({
  attributes: z.record(z.string(), z.string()),
  tags: z.record(z.string(), z.string()),
  /** Seconds since the epoch. */
  created: z.number(),
  modified: z.number(),
});

export type QueueSettings = z.infer<typeof settings>;

const kept = z.record(z.string(), settings);

interface QueuesDeps {
  readonly folder: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly place: Place;
  /** Told of every queue's policy, as it is set, changed or taken away. */
  readonly onPolicy: (arn: string, policy: string | undefined) => void;
}

export const queueArn = ({ partition, region, accountId }: Place, name: string): string =>
  `arn:${partition}:sqs:${region}:${accountId}:${name}`;

const parseMessage = (value: unknown): Message =>
  z.custom<Message>((entry) => z.object({ id: z.string(), body: z.string() }).safeParse(entry).success).parse(value);

/** All queues: their settings in one file, the messages of each in a journal of its own. */
export class Queues {
  readonly #deps: QueuesDeps;
  readonly #file: string;
  readonly #settings: Map<string, QueueSettings>;
  /** Those whose messages have been asked for. */
  readonly #open = new Map<string, Queue>();

  constructor(deps: QueuesDeps) {
    this.#deps = deps;
    this.#file = join(deps.folder, 'queues.json');
    this.#settings = new Map(Object.entries(readJsonFile(this.#file, kept, {})));
    for (const [name, { attributes }] of this.#settings) deps.onPolicy(this.#arn(name), attributes.Policy);
  }

  names(): readonly string[] {
    return [...this.#settings.keys()];
  }

  has(name: string): boolean {
    return this.#settings.has(name);
  }

  /** Throws QueueDoesNotExist. */
  get(name: string): Queue {
    this.settings(name);
    return this.#open.get(name) ?? this.#openQueue(name);
  }

  byArn(arn: string): Queue | undefined {
    const name = arn.split(':').at(-1) ?? '';
    return this.has(name) && this.#arn(name) === arn ? this.get(name) : undefined;
  }

  /** Throws QueueDoesNotExist. */
  settings(name: string): QueueSettings {
    const found = this.#settings.get(name);
    if (!found) throw queueDoesNotExist();
    return found;
  }

  create(name: string, attributes: QueueAttributes, tags: Readonly<Record<string, string>>): void {
    const created = this.#seconds();
    this.#put(name, { attributes: { ...attributes }, tags: { ...tags }, created, modified: created });
  }

  update(name: string, change: Partial<Pick<QueueSettings, 'attributes' | 'tags'>>): void {
    this.#put(name, { ...this.settings(name), ...change, modified: this.#seconds() });
  }

  delete(name: string): void {
    this.settings(name);
    this.#settings.delete(name);
    this.#open.delete(name);
    this.#save();
    rmSync(this.#messagesFile(name), { force: true });
    this.#deps.onPolicy(this.#arn(name), undefined);
  }

  /** The queues that send their dead letters to this one. */
  sourcesOf(arn: string): readonly Queue[] {
    return this.names()
      .map((name) => this.get(name))
      .filter((queue) => redrivePolicy(queue.attributes())?.deadLetterTargetArn === arn);
  }

  #put(name: string, settled: QueueSettings): void {
    this.#settings.set(name, settled);
    this.#save();
    this.#deps.onPolicy(this.#arn(name), settled.attributes.Policy);
  }

  #save(): void {
    writeJsonFile(this.#file, Object.fromEntries(this.#settings));
  }

  #openQueue(name: string): Queue {
    const { clock, ids } = this.#deps;
    const { journal, left } = openJournal(this.#messagesFile(name), parseMessage);
    const arn = this.#arn(name);
    const redrive = (message: Message, deadLetterArn: string): boolean => {
      const target = this.byArn(deadLetterArn);
      target?.send({ ...withoutReceipt(message), visible: clock.now(), deadLetterSource: arn });
      return target !== undefined;
    };
    const attributes = () => ({ ...defaultAttributes, ...this.settings(name).attributes });
    const queue = new Queue({ name, arn, attributes, journal, left, clock, ids, redrive });
    this.#open.set(name, queue);
    return queue;
  }

  #arn(name: string): string {
    return queueArn(this.#deps.place, name);
  }

  #messagesFile(name: string): string {
    return join(this.#deps.folder, `${name}.jsonl`);
  }

  #seconds(): number {
    return Math.floor(this.#deps.clock.now() / 1000);
  }
}

export const withoutReceipt = ({ receiptHandle: _, ...message }: Message): Message => message;
