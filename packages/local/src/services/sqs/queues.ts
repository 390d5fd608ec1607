import type { Clock } from '@safelight/asl/clock';
import type { Ids, Place } from '@safelight/asl/identity';
import * as z from 'zod';
import { record } from '#services/record.ts';
import { defaultAttributes, type QueueAttributes, redrivePolicy } from '#services/sqs/attributes.ts';
import { queueDoesNotExist } from '#services/sqs/errors.ts';
import type { Message } from '#services/sqs/messages/message.ts';
import { MessageRows } from '#services/sqs/messages/message-rows.ts';
import { Queue } from '#services/sqs/queue.ts';
import { sqsSchema } from '#services/sqs/schema.ts';
import { type Deduplication, openDeduplication } from '#services/sqs/sending/deduplication.ts';
import type { Database } from '#store/database.ts';
import { type Documents, openDocuments } from '#store/documents.ts';

const settings = z.object({
  attributes: record(z.string()),
  tags: record(z.string()),
  /** Seconds since the epoch. */
  created: z.number(),
  modified: z.number(),
});

export type QueueSettings = z.infer<typeof settings>;

interface QueuesDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly place: Place;
  /** Told of every queue's policy, as it is set, changed or taken away. */
  readonly onPolicy: (arn: string, policy: string | undefined) => void;
}

export const queueArn = ({ partition, region, accountId }: Place, name: string): string =>
  `arn:${partition}:sqs:${region}:${accountId}:${name}`;

const keptSettings = z.object({ name: z.string(), settings });

/** All queues: their settings in memory too, their messages in rows. */
export class Queues {
  readonly #deps: QueuesDeps;
  readonly #kept: Documents<z.infer<typeof keptSettings>>;
  readonly #rows: MessageRows;
  readonly #deduplication: Deduplication;
  readonly #settings: Map<string, QueueSettings>;
  /** Those whose messages have been asked for. */
  readonly #open = new Map<string, Queue>();

  constructor(deps: QueuesDeps) {
    this.#deps = deps;
    const { database, clock } = deps;
    database.migrate(sqsSchema);
    this.#rows = new MessageRows(database);
    this.#deduplication = openDeduplication(database, clock);
    this.#kept = openDocuments(database, 'sqs_queues', (value) => keptSettings.parse(value));
    this.#settings = new Map(this.#kept.all().map((kept) => [kept.name, kept.settings]));
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

  async delete(name: string): Promise<void> {
    this.settings(name);
    this.#settings.delete(name);
    this.#open.delete(name);
    this.#kept.remove(name);
    this.#deduplication.forget(name);
    this.#deps.onPolicy(this.#arn(name), undefined);
    await this.#rows.removeAll(name, this.#deps.clock);
  }

  /** The queues that send their dead letters to this one. */
  sourcesOf(arn: string): readonly Queue[] {
    return this.names()
      .map((name) => this.get(name))
      .filter((queue) => redrivePolicy(queue.attributes())?.deadLetterTargetArn === arn);
  }

  #put(name: string, settled: QueueSettings): void {
    this.#settings.set(name, settled);
    this.#kept.write(name, { name, settings: settled });
    this.#deps.onPolicy(this.#arn(name), settled.attributes.Policy);
  }

  #openQueue(name: string): Queue {
    const { clock, ids } = this.#deps;
    const arn = this.#arn(name);
    const redrive = (message: Message, deadLetterArn: string): boolean => {
      const target = this.byArn(deadLetterArn);
      target?.send({ ...withoutReceipt(message), visible: clock.now(), deadLetterSource: arn });
      return target !== undefined;
    };
    const attributes = () => ({ ...defaultAttributes, ...this.settings(name).attributes });
    const [rows, deduplication] = [this.#rows, this.#deduplication];
    const queue = new Queue({ name, arn, attributes, rows, deduplication, clock, ids, redrive });
    this.#open.set(name, queue);
    return queue;
  }

  #arn(name: string): string {
    return queueArn(this.#deps.place, name);
  }

  #seconds(): number {
    return Math.floor(this.#deps.clock.now() / 1000);
  }
}

export const withoutReceipt = ({ receiptHandle: _, ...message }: Message): Message => message;
