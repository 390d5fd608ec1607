import type { Ids } from '@safelight/asl/identity';
import { AwsError } from '#gateway/aws-error.ts';
import type { Runs } from '#gateway/dispatch/taking.ts';
import { inputs, taking } from '#services/sqs/input.ts';
import type { Message } from '#services/sqs/messages/message.ts';
import type { SqsDeps } from '#services/sqs/operations/queue-operations.ts';
import type { Queue } from '#services/sqs/queue.ts';
import { type Queues, withoutReceipt } from '#services/sqs/queues.ts';
import { inSlices } from '#store/slices.ts';

interface MoveTask {
  readonly TaskHandle: string;
  readonly Status: 'COMPLETED';
  readonly SourceArn: string;
  readonly DestinationArn: string | undefined;
  readonly ApproximateNumberOfMessagesMoved: number;
  readonly ApproximateNumberOfMessagesToMove: number;
  /** Milliseconds since the epoch. */
  readonly StartedTimestamp: number;
}

/** Messages that are moved at a time. */
const FEW = 50;

type MoveDeps = SqsDeps & { readonly ids: Ids };

/** Dead letters go back to where they came from, or to another queue. A local move is over when it is answered. */
export function moveOperations({ queues, clock, ids }: MoveDeps): Runs {
  const tasks: MoveTask[] = [];

  return {
    StartMessageMoveTask: taking(inputs.startMove, async ({ SourceArn, DestinationArn }) => {
      const source = find(queues, SourceArn);
      if (queues.sourcesOf(SourceArn).length === 0) {
        throw new AwsError('InvalidParameterValue', 'Source queue must be configured as a Dead Letter Queue.');
      }
      const moved = await move({ queues, clock }, source, DestinationArn);
      const TaskHandle = Buffer.from(JSON.stringify({ taskId: ids.uuid(), sourceArn: SourceArn })).toString('base64');
      tasks.unshift({
        TaskHandle,
        Status: 'COMPLETED',
        SourceArn,
        DestinationArn,
        ApproximateNumberOfMessagesMoved: moved,
        ApproximateNumberOfMessagesToMove: moved,
        StartedTimestamp: clock.now(),
      });
      return { TaskHandle };
    }),
    ListMessageMoveTasks: taking(inputs.listMoves, ({ SourceArn, MaxResults }) => {
      // A task that is over has no handle any more.
      const ended = tasks.filter((task) => task.SourceArn === SourceArn).map(({ TaskHandle: _, ...task }) => task);
      return { Results: ended.slice(0, MaxResults) };
    }),
  };
}

function find(queues: Queues, arn: string): Queue {
  const queue = queues.byArn(arn);
  if (!queue)
    throw new AwsError(
      'ResourceNotFoundException',
      `The resource that you specified for the SourceArn parameter doesn't exist.`,
      404,
    );
  return queue;
}

/** Moves as many as there are when it begins, a few a step: some may come back meanwhile. Answers how many. */
async function move(
  { queues, clock }: Pick<SqsDeps, 'queues' | 'clock'>,
  source: Queue,
  destinationArn: string | undefined,
): Promise<number> {
  const { visible } = source.depth(clock.now());
  function* steps(): Generator<void> {
    for (let left = visible; left > 0; left -= FEW) {
      for (const message of source.due(Math.min(left, FEW))) {
        const target = find(queues, destinationArn ?? message.deadLetterSource ?? '');
        moveOne(source, target, message, clock.now());
      }
      yield;
    }
  }
  await inSlices(steps(), { clock });
  return visible;
}

function moveOne(source: Queue, target: Queue, message: Message, now: number): void {
  const { deadLetterSource: _, firstReceived: __, ...fresh } = withoutReceipt(message);
  source.delete(message.id);
  target.send({ ...fresh, receives: 0, sent: now, visible: now });
}
