import type { Clock } from '@safelight/asl/clock';
import type { Ids } from '@safelight/asl/identity';
import { createSignal } from '#local/turns/signal.ts';
import { type QueueAttributes, redrivePolicy } from '#services/sqs/attributes.ts';
import { createDeduplication, type Deduplication } from '#services/sqs/deduplication.ts';
import type { Message } from '#services/sqs/message.ts';

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

/** The messages of one queue. Nothing here waits but `changed`: a long poll is made of it and `receive`. */
export class Queue {
  readonly #deps: QueueDeps;
  readonly #messages: Map<string, Message>;
  /** Ids of messages by their latest receipt handle. */
  readonly #handles: Map<string, string>;
  readonly #deduplication: Deduplication;
  readonly #signal = createSignal();

  constructor(deps: QueueDeps) {
    this.#deps = deps;
    this.#messages = new Map(deps.left.map((message) => [message.id, message]));
    this.#handles = new Map(
      deps.left.flatMap(({ id, receiptHandle }) => (receiptHandle ? [[receiptHandle, id] as const] : [])),
    );
    this.#deduplication = createDeduplication(deps.clock, deps.left);
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

  messages(): readonly Message[] {
    return [...this.#messages.values()];
  }

  find(receiptHandle: string): Message | undefined {
    const id = this.#handles.get(receiptHandle);
    return id === undefined ? undefined : this.#messages.get(id);
  }

  /** Puts a message in; answers the earlier one where deduplication drops it. */
  send(message: Message): Message {
    const id = this.isFifo ? message.deduplicationId : undefined;
    const earlier = id === undefined ? undefined : this.#deduplication.find(id);
    if (earlier) return earlier;
    this.#save(message);
    if (id !== undefined) this.#deduplication.remember(id, message);
    this.#signal.notify();
    return message;
  }

  receive({ most, visibilitySeconds }: ReceiveOptions): readonly Message[] {
    const taken: Message[] = [];
    const blocked = new Set<string>();
    for (const message of this.messages()) {
      if (taken.length === most) break;
      const group = this.isFifo ? message.groupId : undefined;
      if (group !== undefined && blocked.has(group)) continue;
      if (this.#isReceivable(message)) taken.push(this.#take(message, visibilitySeconds));
      // A group's later messages wait until its earlier one is done with, or has left.
      else if (group !== undefined && this.#messages.has(message.id)) blocked.add(group);
    }
    return taken;
  }

  /** Resolves when something may have become receivable, or the signal aborts. */
  async changed(aborted: AbortSignal): Promise<void> {
    const { clock } = this.#deps;
    const times = this.messages().map(({ visible }) => visible);
    const next = Math.min(...times.filter((at) => at > clock.now()));
    const either = AbortSignal.any([aborted, this.#signal.next()]);
    if (!either.aborted) await clock.sleep(next - clock.now(), either).catch(() => undefined);
  }

  /** Makes a message receivable at that time. */
  setVisible(message: Message, at: number): void {
    this.#save({ ...message, visible: at });
    this.#signal.notify();
  }

  delete(id: string): void {
    const handle = this.#messages.get(id)?.receiptHandle;
    if (handle !== undefined) this.#handles.delete(handle);
    this.#messages.delete(id);
    this.#deps.journal.remove(id);
  }

  purge(): void {
    for (const id of [...this.#messages.keys()]) this.delete(id);
  }

  #save(message: Message): void {
    this.#messages.set(message.id, message);
    this.#deps.journal.put([message]);
  }

  /** Whether the message may be handed out. One that is too old, or was handed out too often, leaves the queue instead. */
  #isReceivable(message: Message): boolean {
    const now = this.#deps.clock.now();
    if (message.visible > now) return false;
    const attributes = this.attributes();
    const policy = redrivePolicy(attributes);
    const isTooOld = now - message.sent > Number(attributes.MessageRetentionPeriod) * 1000;
    const isPoison = policy !== undefined && message.receives >= policy.maxReceiveCount;
    const hasLeft = isTooOld || (isPoison && this.#deps.redrive(message, policy.deadLetterTargetArn));
    if (hasLeft) this.delete(message.id);
    return !hasLeft;
  }

  #take(message: Message, visibilitySeconds: number): Message {
    const { clock, ids } = this.#deps;
    if (message.receiptHandle !== undefined) this.#handles.delete(message.receiptHandle);
    const now = clock.now();
    const taken = {
      ...message,
      receiptHandle: Buffer.from(`${ids.uuid()} ${this.arn} ${message.id}`).toString('base64'),
      receives: message.receives + 1,
      firstReceived: message.firstReceived ?? now,
      visible: now + visibilitySeconds * 1000,
    };
    this.#handles.set(taken.receiptHandle, message.id);
    this.#save(taken);
    return taken;
  }
}
