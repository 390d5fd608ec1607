import type { Clock } from '#local/clock.ts';
import type { Ids } from '#local/identity.ts';
import { type QueueAttributes, redrivePolicy } from '#services/sqs/attributes.ts';
import { createDeduplication } from '#services/sqs/deduplication.ts';
import type { Message } from '#services/sqs/message.ts';
import { createSignal } from '#services/sqs/signal.ts';

/** Where a queue keeps its messages. */
export interface MessageJournal {
  put(messages: readonly Message[]): void;
  remove(id: string): void;
}

export interface QueueDeps {
  readonly name: string;
  readonly arn: string;
  readonly attributes: () => QueueAttributes;
  readonly journal: MessageJournal;
  readonly left: readonly Message[];
  readonly clock: Clock;
  readonly ids: Ids;
  /** Takes a message that was received too often; false where its dead-letter queue is not there. */
  readonly redrive: (message: Message, deadLetterArn: string) => boolean;
}

export interface ReceiveOptions {
  readonly most: number;
  readonly visibilitySeconds: number;
}

/** The messages of one queue. Nothing here waits: a long poll is made of `receive` and `changed`. */
export interface Queue {
  readonly name: string;
  readonly arn: string;
  readonly attributes: () => QueueAttributes;
  /** Puts a message in; answers the earlier one where deduplication drops it. */
  send(message: Message): Message;
  receive(options: ReceiveOptions): readonly Message[];
  /** Resolves when something may have become receivable, or the signal aborts. */
  changed(signal: AbortSignal): Promise<void>;
  find(receiptHandle: string): Message | undefined;
  delete(id: string): void;
  /** Makes a message receivable at that time. */
  setVisible(message: Message, at: number): void;
  purge(): void;
  messages(): readonly Message[];
}

export function createQueue({ name, arn, attributes, journal, left, clock, ids, redrive }: QueueDeps): Queue {
  const messages = new Map(left.map((message) => [message.id, message]));
  const handles = new Map(
    left.flatMap(({ id, receiptHandle }) => (receiptHandle ? [[receiptHandle, id] as const] : [])),
  );
  const signal = createSignal();
  const isFifo = name.endsWith('.fifo');
  const deduplication = createDeduplication(clock, left);

  function save(message: Message): void {
    messages.set(message.id, message);
    journal.put([message]);
  }

  function remove(id: string): void {
    const handle = messages.get(id)?.receiptHandle;
    if (handle !== undefined) handles.delete(handle);
    messages.delete(id);
    journal.remove(id);
  }

  /** Whether the message may be handed out; if not because it was handed out too often, it leaves for the dead letters. */
  function isReceivable(message: Message): boolean {
    if (message.visible > clock.now()) return false;
    if (clock.now() - message.sent > Number(attributes().MessageRetentionPeriod) * 1000) return drop(message);
    const policy = redrivePolicy(attributes());
    if (!policy || message.receives < policy.maxReceiveCount) return true;
    return redrive(message, policy.deadLetterTargetArn) ? drop(message) : true;
  }

  function drop({ id }: Message): false {
    remove(id);
    return false;
  }

  function take(message: Message, visibilitySeconds: number): Message {
    if (message.receiptHandle !== undefined) handles.delete(message.receiptHandle);
    const now = clock.now();
    const receiptHandle = Buffer.from(`${ids.uuid()} ${arn} ${message.id}`).toString('base64');
    const taken = {
      ...message,
      receiptHandle,
      receives: message.receives + 1,
      firstReceived: message.firstReceived ?? now,
      visible: now + visibilitySeconds * 1000,
    };
    handles.set(receiptHandle, message.id);
    save(taken);
    return taken;
  }

  return {
    name,
    arn,
    attributes,
    send(message) {
      const id = message.deduplicationId;
      const earlier = isFifo && id !== undefined ? deduplication.find(id) : undefined;
      if (earlier) return earlier;
      save(message);
      if (isFifo && id !== undefined) deduplication.remember(id, message);
      signal.notify();
      return message;
    },
    receive({ most, visibilitySeconds }) {
      const taken: Message[] = [];
      const blocked = new Set<string>();
      for (const message of [...messages.values()]) {
        if (taken.length === most) break;
        const group = isFifo ? message.groupId : undefined;
        if (group !== undefined && blocked.has(group)) continue;
        if (isReceivable(message)) taken.push(take(message, visibilitySeconds));
        // A group's later messages wait until its earlier one is done with, or has left.
        else if (group !== undefined && messages.has(message.id)) blocked.add(group);
      }
      return taken;
    },
    async changed(aborted) {
      const next = Math.min(...[...messages.values()].map(({ visible }) => visible).filter((at) => at > clock.now()));
      const either = AbortSignal.any([aborted, signal.next()]);
      if (either.aborted) return;
      await clock.sleep(Math.min(next - clock.now(), 2 ** 31), either).catch(() => undefined);
    },
    find(receiptHandle) {
      const id = handles.get(receiptHandle);
      return id === undefined ? undefined : messages.get(id);
    },
    delete: remove,
    setVisible(message, at) {
      save({ ...message, visible: at });
      signal.notify();
    },
    purge() {
      for (const id of [...messages.keys()]) remove(id);
    },
    messages: () => [...messages.values()],
  };
}
