import type { Clock } from '@safelight/asl/clock';
import type { Ids } from '@safelight/asl/identity';
import { createSignal } from '#local/turns/signal.ts';
import { type QueueAttributes, redrivePolicy } from '#services/sqs/attributes.ts';
import { purgeQueueInProgress } from '#services/sqs/errors.ts';
import type { Message } from '#services/sqs/messages/message.ts';
import type { Depth, MessageRows } from '#services/sqs/messages/message-rows.ts';
import type { Deduplication } from '#services/sqs/sending/deduplication.ts';

export interface QueueDeps {
  readonly name: string;
  readonly arn: string;
  readonly attributes: () => QueueAttributes;
  readonly rows: MessageRows;
  readonly deduplication: Deduplication;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Takes a message that was received too often; false where its dead-letter queue is not there. */
  readonly redrive: (message: Message, deadLetterArn: string) => boolean;
}

export interface ReceiveOptions {
  readonly most: number;
  readonly visibilitySeconds: number;
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_PurgeQueue.html */
const PURGE_MS = 60_000;

/** The messages of one queue. Nothing here waits but `changed`: a long poll is made of it and `receive`. */
export class Queue {
  readonly #deps: QueueDeps;
  readonly #signal = createSignal();
  #purged = Number.NEGATIVE_INFINITY;

  constructor(deps: QueueDeps) {
    this.#deps = deps;
  }

  get name(): string {
    return this.#deps.name;
  }

  get arn(): string {
    return this.#deps.arn;
  }

  get isFifo(): boolean {
    return this.name.endsWith('.fifo');
  }

  attributes(): QueueAttributes {
    return this.#deps.attributes();
  }

  depth(now: number): Depth {
    return this.#deps.rows.depth(this.name, now);
  }

  /** Some of those that can be received. */
  due(limit: number): readonly Message[] {
    return this.#deps.rows.due(this.name, this.#deps.clock.now(), limit);
  }

  /** Messages as they lie there: none is received by that. */
  peek(after: number, limit: number): ReturnType<MessageRows['inOrder']> {
    return this.#deps.rows.inOrder(this.name, after, limit);
  }

  /** The message whose latest receipt handle this is. */
  find(receiptHandle: string): Message | undefined {
    const message = this.#deps.rows.find(this.name, idIn(receiptHandle));
    return message?.receiptHandle === receiptHandle ? message : undefined;
  }

  /** Puts a message in; answers the earlier one where deduplication drops it. */
  send(message: Message): Message {
    const { deduplication } = this.#deps;
    const id = this.isFifo ? message.deduplicationId : undefined;
    const earlier = id === undefined ? undefined : deduplication.find(this.name, id);
    if (earlier) return earlier;
    this.#deps.rows.add(this.name, message);
    if (id !== undefined) deduplication.remember(this.name, id, message);
    this.#signal.notify();
    return message;
  }

  receive({ most, visibilitySeconds }: ReceiveOptions): readonly Message[] {
    const taken: Message[] = [];
    while (taken.length < most) {
      const found = this.#candidates(most - taken.length);
      if (found.length === 0) break;
      for (const message of found) if (!this.#hasLeft(message)) taken.push(this.#take(message, visibilitySeconds));
    }
    return taken;
  }

  #candidates(limit: number): readonly Message[] {
    return this.isFifo ? this.#deps.rows.free(this.name, this.#deps.clock.now(), limit) : this.due(limit);
  }

  /** Resolves when something may have become receivable, or the signal aborts. */
  async changed(aborted: AbortSignal): Promise<void> {
    const { clock, rows } = this.#deps;
    const next = rows.nextVisible(this.name, clock.now()) ?? Number.POSITIVE_INFINITY;
    const either = AbortSignal.any([aborted, this.#signal.next()]);
    if (!either.aborted) await clock.sleep(next - clock.now(), either).catch(() => undefined);
  }

  /** Makes a message receivable at that time. */
  setVisible(message: Message, at: number): void {
    this.#deps.rows.change(this.name, { ...message, visible: at });
    this.#signal.notify();
  }

  delete(id: string): void {
    this.#deps.rows.remove(this.name, id);
  }

  /** Takes all messages out, and forgets their deduplication ids. Throws PurgeQueueInProgress within 60 seconds of the last. */
  async purge(): Promise<void> {
    const now = this.#deps.clock.now();
    if (now - this.#purged < PURGE_MS) throw purgeQueueInProgress(this.name);
    this.#purged = now;
    this.#deps.deduplication.forget(this.name);
    await this.#deps.rows.removeAll(this.name, this.#deps.clock);
  }

  /** One that is too old, or was handed out too often, leaves the queue instead of being handed out. */
  #hasLeft(message: Message): boolean {
    const now = this.#deps.clock.now();
    const attributes = this.attributes();
    const policy = redrivePolicy(attributes);
    const isTooOld = now - message.sent > Number(attributes.MessageRetentionPeriod) * 1000;
    const isPoison = policy !== undefined && message.receives >= policy.maxReceiveCount;
    const hasLeft = isTooOld || (isPoison && this.#deps.redrive(message, policy.deadLetterTargetArn));
    if (hasLeft) this.delete(message.id);
    return hasLeft;
  }

  #take(message: Message, visibilitySeconds: number): Message {
    const { clock, ids } = this.#deps;
    const now = clock.now();
    const taken = {
      ...message,
      receiptHandle: Buffer.from(`${ids.uuid()} ${this.arn} ${message.id}`).toString('base64'),
      receives: message.receives + 1,
      firstReceived: message.firstReceived ?? now,
      visible: now + visibilitySeconds * 1000,
    };
    this.#deps.rows.change(this.name, taken);
    return taken;
  }
}

const idIn = (receiptHandle: string): string => Buffer.from(receiptHandle, 'base64').toString().split(' ')[2] ?? '';
