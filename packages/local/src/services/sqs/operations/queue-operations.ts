import type { Clock } from '@safelight/asl/clock';
import type { Place } from '@safelight/asl/identity';
import { AwsError } from '#gateway/aws-error.ts';
import type { CallContext } from '#gateway/dispatch/operation.ts';
import type { Runs } from '#gateway/dispatch/taking.ts';
import { checkAttributes, type QueueAttributes } from '#services/sqs/attributes.ts';
import { invalidParameter, queueDoesNotExist } from '#services/sqs/errors.ts';
import { inputs, nameOf, taking } from '#services/sqs/input.ts';
import { queuesPage } from '#services/sqs/paging.ts';
import { type Queues, queueArn } from '#services/sqs/queues.ts';

export interface SqsDeps {
  readonly queues: Queues;
  readonly clock: Clock;
  readonly place: Place;
}

/** The operations on queues as a whole, by name. */
export function queueOperations({ queues, place }: SqsDeps): Runs {
  const urlOf = (name: string, { endpoint }: CallContext) => `${endpoint}/${place.accountId}/${name}`;

  return {
    CreateQueue: taking(inputs.createQueue, ({ QueueName: name, Attributes: attributes, tags }, context) => {
      checkName(name, attributes);
      checkAttributes(attributes);
      if (!queues.has(name)) queues.create(name, attributes, tags);
      else refuseOtherAttributes(queues.get(name).attributes(), attributes);
      return { QueueUrl: urlOf(name, context) };
    }),
    GetQueueUrl: taking(inputs.getQueueUrl, ({ QueueName: name, QueueOwnerAWSAccountId: owner }, context) => {
      if (!queues.has(name) || (owner ?? place.accountId) !== place.accountId) throw queueDoesNotExist();
      return { QueueUrl: urlOf(name, context) };
    }),
    ListQueues: taking(inputs.listQueues, ({ QueueNamePrefix: prefix, ...paged }, context) => {
      const names = queues.names().filter((name) => name.startsWith(prefix));
      const { items, next } = queuesPage(names.toSorted(), paged);
      return { QueueUrls: items.map((name) => urlOf(name, context)), NextToken: next };
    }),
    DeleteQueue: taking(inputs.queue, async ({ QueueUrl }) => {
      await queues.delete(nameOf(QueueUrl));
      return undefined;
    }),
    PurgeQueue: taking(inputs.queue, async ({ QueueUrl }) => {
      await queues.get(nameOf(QueueUrl)).purge();
      return undefined;
    }),
    ListDeadLetterSourceQueues: taking(inputs.listSources, ({ QueueUrl, ...paged }, context) => {
      const { items, next } = queuesPage(queues.sourcesOf(queueArn(place, nameOf(QueueUrl))), paged);
      return { queueUrls: items.map(({ name }) => urlOf(name, context)), NextToken: next };
    }),
  };
}

function checkName(name: string, { FifoQueue: fifo }: QueueAttributes): void {
  const base = name.replace(/\.fifo$/, '');
  if (!/^[A-Za-z0-9_-]{1,80}$/.test(base) || name.length > 80) {
    throw invalidParameter('Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length');
  }
  if ((fifo === 'true') !== name.endsWith('.fifo')) {
    throw invalidParameter(
      'The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length.',
    );
  }
}

function refuseOtherAttributes(existing: QueueAttributes, wanted: QueueAttributes): void {
  const other = Object.keys(wanted).find((name) => existing[name] !== wanted[name]);
  if (other === undefined) return;
  throw new AwsError(
    'QueueNameExists',
    `A queue already exists with the same name and a different value for attribute ${other}`,
  );
}
