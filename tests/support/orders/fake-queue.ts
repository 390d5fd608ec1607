import type { SQSClient } from '@aws-sdk/client-sqs';
import { fakeClient } from '#tests/support/orders/clients.ts';

export interface FakeQueue {
  readonly client: Pick<SQSClient, 'send'>;
  readonly bodies: () => readonly string[];
  add(body: string): void;
  /** Makes what was received and not deleted visible again. */
  reappear(): void;
}

/** A queue with its visibility: what is received stays hidden until it is deleted, or reappears. */
export function createFakeQueue(): FakeQueue {
  const messages = new Map<string, { readonly body: string; hidden: boolean }>();
  let count = 0;
  const receive = () => {
    const visible = [...messages].filter(([, { hidden }]) => !hidden).slice(0, 10);
    for (const [, message] of visible) message.hidden = true;
    return { Messages: visible.map(([id, { body }]) => ({ MessageId: id, ReceiptHandle: id, Body: body })) };
  };
  return {
    client: fakeClient<SQSClient>(async (command, input) => {
      if (command === 'ReceiveMessage') return receive();
      if (command === 'DeleteMessage') return { deleted: messages.delete(String(input.ReceiptHandle)) };
      throw new Error(`the SQS client does not fake ${command}`);
    }) as Pick<SQSClient, 'send'>,
    bodies: () => [...messages.values()].map(({ body }) => body),
    add: (body) => messages.set(`m-${++count}`, { body, hidden: false }),
    reappear() {
      for (const message of messages.values()) message.hidden = false;
    },
  };
}
