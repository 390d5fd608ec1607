import type { Ids } from '@safelight/asl/identity';
import { AwsError } from '#gateway/aws-error.ts';
import type { JsonOperation } from '#gateway/json-service.ts';
import { inputs, parse } from '#services/sqs/input.ts';
import type { Queue } from '#services/sqs/queue.ts';
import type { SqsDeps } from '#services/sqs/queue-operations.ts';
import { withoutReceipt } from '#services/sqs/queues.ts';

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

/** Dead letters go back to where they came from, or to another queue. A local move is over at once. */
export function moveOperations({
  queues,
  clock,
  ids,
}: SqsDeps & { readonly ids: Ids }): Readonly<Record<string, JsonOperation['run']>> {
  const tasks: MoveTask[] = [];

  function find(arn: string): Queue {
    const queue = queues.byArn(arn);
    if (!queue)
      throw new AwsError(
        'ResourceNotFoundException',
        `The resource that you specified for the SourceArn parameter doesn't exist.`,
        404,
      );
    return queue;
  }

  function move(source: Queue, destinationArn: string | undefined): number {
    const movable = source.messages().filter(({ visible }) => visible <= clock.now());
    for (const message of movable) {
      const target = find(destinationArn ?? message.deadLetterSource ?? '');
      const { deadLetterSource: _, firstReceived: __, ...fresh } = withoutReceipt(message);
      source.delete(message.id);
      target.send({ ...fresh, receives: 0, sent: clock.now(), visible: clock.now() });
    }
    return movable.length;
  }

  return {
    StartMessageMoveTask(input) {
      const { SourceArn, DestinationArn } = parse(inputs.startMove, input);
      const source = find(SourceArn);
      if (queues.sourcesOf(SourceArn).length === 0) {
        throw new AwsError('InvalidParameterValue', 'Source queue must be configured as a Dead Letter Queue.');
      }
      const moved = move(source, DestinationArn);
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
    },
    ListMessageMoveTasks(input) {
      const { SourceArn } = parse(inputs.listMoves, input);
      // A task that is over has no handle any more.
      const ended = tasks.filter((task) => task.SourceArn === SourceArn).map(({ TaskHandle: _, ...task }) => task);
      return { Results: ended.slice(0, 10) };
    },
  };
}
