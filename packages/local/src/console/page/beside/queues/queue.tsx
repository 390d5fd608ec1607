import { hrefTo } from '../../frame/address.ts';
import { tell } from '../../frame/ask.ts';
import type { ViewProps } from '../../frame/page.ts';
import { useAsked } from '../../frame/use-asked.ts';
import { Act } from '../../kit/act.tsx';
import { count, words } from '../../kit/format.ts';
import { Json } from '../../kit/json.tsx';
import { Missing } from '../../kit/missing.tsx';
import { Problem } from '../../kit/problem.tsx';
import type { QueueAnswer } from './answers.ts';
import { Messages } from './messages.tsx';
import { Send } from './send.tsx';

/** `#/queue/URL`: a queue, its messages without receiving them, and what can be done with it. */
export function QueuePage({ parts: [url = ''] }: ViewProps) {
  const { value, error } = useAsked<QueueAnswer>(`queue?of=${encodeURIComponent(url)}`);
  if (!value) return <Missing list={['queues', 'Queues']} title={url.split('/').at(-1) ?? ''} text={error} />;
  const { name, arn, visible, inFlight, delayed, deadLetters, attributes, isFifo } = value;
  return (
    <>
      <p class="faint">
        <a href={hrefTo('queues')}>Queues</a>
      </p>
      <h1>{name}</h1>
      <Problem text={error} />
      <p class="facts">
        <span>{visible} to be received</span>
        <span>{inFlight} worked on</span>
        <span>{delayed} not yet due</span>
        {deadLetters !== undefined && <span>dead letters go to {deadLetters.split(':').at(-1)}</span>}
      </p>
      {value.sources.length > 0 && <DeadLetters queue={value} arn={arn} />}
      <h2>Messages</h2>
      <p class="faint">As they lie there: looking receives none of them.</p>
      <Messages name={name} />
      <Send url={url} isFifo={isFifo} />
      <details>
        <summary>Attributes</summary>
        <Json text={JSON.stringify(attributes)} />
      </details>
    </>
  );
}

/** Dead letters go back to where they came from. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html */
function DeadLetters({
  queue: { sources, visible, move },
  arn,
}: {
  readonly queue: QueueAnswer;
  readonly arn: string;
}) {
  const names = sources.map((source) => source.split('/').at(-1)).join(', ');
  const sendBack = async () => {
    await tell(`queue/back?of=${encodeURIComponent(arn)}`);
    return 'The messages are sent back.';
  };
  return (
    <div class="line">
      <span>Dead letters of {names}.</span>
      {visible > 0 && (
        <Act run={sendBack} sure={`Send ${count(visible, 'message')} back to ${names}?`}>
          Send back
        </Act>
      )}
      {move && (
        <span class="faint">
          The last sending back is {words(move.Status ?? '')}: {move.ApproximateNumberOfMessagesMoved ?? 0} moved.{' '}
          {move.FailureReason}
        </span>
      )}
    </div>
  );
}
