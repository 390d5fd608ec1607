import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Clock } from '#local/clock.ts';
import type { Ids, Place } from '#local/identity.ts';
import { openJournal } from '#services/eventbridge/delivery/journal.ts';
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

/** All queues: their settings in one file, the messages of each in a journal of its own. */
export interface Queues {
  names(): readonly string[];
  has(name: string): boolean;
  /** Throws QueueDoesNotExist. */
  get(name: string): Queue;
  byArn(arn: string): Queue | undefined;
  settings(name: string): QueueSettings;
  create(name: string, attributes: QueueAttributes, tags: Readonly<Record<string, string>>): void;
  update(name: string, change: Partial<Pick<QueueSettings, 'attributes' | 'tags'>>): void;
  delete(name: string): void;
  /** The queues that send their dead letters to this one. */
  sourcesOf(arn: string): readonly Queue[];
}

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

export function openQueues({ folder, clock, ids, place, onPolicy }: QueuesDeps): Queues {
  const file = join(folder, 'queues.json');
  const all = new Map(Object.entries(readSettings(file)));
  const queues = new Map<string, Queue>();
  for (const [name, { attributes }] of all) onPolicy(queueArn(place, name), attributes.Policy);

  function save(): void {
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify(Object.fromEntries(all), undefined, 2));
    renameSync(`${file}.new`, file);
  }

  function settingsOf(name: string): QueueSettings {
    const found = all.get(name);
    if (!found) throw queueDoesNotExist();
    return found;
  }

  function open(name: string): Queue {
    const { journal, left } = openJournal(messagesFile(name), parseMessage);
    const arn = queueArn(place, name);
    const redrive = (message: Message, deadLetterArn: string): boolean => {
      const target = byArn(deadLetterArn);
      target?.send({ ...withoutReceipt(message), visible: clock.now(), deadLetterSource: arn });
      return target !== undefined;
    };
    const attributes = () => ({ ...defaultAttributes, ...settingsOf(name).attributes });
    const queue = new Queue({ name, arn, attributes, journal, left, clock, ids, redrive });
    queues.set(name, queue);
    return queue;
  }

  const messagesFile = (name: string) => join(folder, `${name}.jsonl`);
  const get = (name: string): Queue => {
    settingsOf(name);
    return queues.get(name) ?? open(name);
  };
  const byArn = (arn: string): Queue | undefined => {
    const name = arn.split(':').at(-1) ?? '';
    return all.has(name) && queueArn(place, name) === arn ? get(name) : undefined;
  };

  return {
    get,
    byArn,
    names: () => [...all.keys()],
    has: (name) => all.has(name),
    settings: settingsOf,
    create(name, attributes, tags) {
      const now = Math.floor(clock.now() / 1000);
      all.set(name, { attributes: { ...attributes }, tags: { ...tags }, created: now, modified: now });
      save();
      onPolicy(queueArn(place, name), attributes.Policy);
    },
    update(name, change) {
      const settled = { ...settingsOf(name), ...change, modified: Math.floor(clock.now() / 1000) };
      all.set(name, settled);
      save();
      onPolicy(queueArn(place, name), settled.attributes.Policy);
    },
    delete(name) {
      settingsOf(name);
      all.delete(name);
      queues.delete(name);
      save();
      rmSync(messagesFile(name), { force: true });
      onPolicy(queueArn(place, name), undefined);
    },
    sourcesOf: (arn) =>
      [...all.keys()].map(get).filter((queue) => redrivePolicy(queue.attributes())?.deadLetterTargetArn === arn),
  };
}

export const withoutReceipt = ({ receiptHandle: _, ...message }: Message): Message => message;

function readSettings(file: string): Record<string, QueueSettings> {
  try {
    return z.record(z.string(), settings).parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw new Error(`${file} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}
