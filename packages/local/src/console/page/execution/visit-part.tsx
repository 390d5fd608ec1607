import type { Attempt } from '#local/console/history/visit.ts';
import { hrefTo } from '../frame/address.ts';
import { Elapsed } from '../kit/elapsed.tsx';
import { duration, exactTime } from '../kit/format.ts';
import { Json } from '../kit/json.tsx';
import { Status } from '../kit/status.tsx';
import { AnswerToken } from './answer-token.tsx';
import type { VisitAnswer } from './answers.ts';
import { FunctionLog } from './function-log.tsx';

interface VisitPartProps {
  readonly visit: VisitAnswer;
  readonly number: number;
  readonly of: number;
}

/** One visit of a state: what came in, what was called with what, what came of each attempt, and what went out. */
export function VisitPart({ visit, number, of }: VisitPartProps) {
  if (of === 1) return <Body visit={visit} />;
  const item = visit.round === undefined ? '' : `, item ${visit.round}`;
  return (
    <details open={number === 1} class="run">
      <summary>
        Run {number} of {of}
        {item} <Status status={visit.status} />
      </summary>
      <Body visit={visit} />
    </details>
  );
}

function Body({ visit }: { readonly visit: VisitAnswer }) {
  const { status, enteredAt, exitedAt, attempts, errors, input, output, assigned, mapRunArn } = visit;
  const isOver = exitedAt !== undefined || !['running', 'retrying'].includes(status);
  const last = attempts.at(-1);
  const text = (title: string, json: string | undefined) => json !== undefined && <Text title={title} json={json} />;
  return (
    <div class="visit">
      <p class="facts">
        <Status status={status} />
        {(exitedAt !== undefined || !isOver) && (
          <span>
            <Elapsed from={enteredAt} to={exitedAt} />
          </span>
        )}
        {attempts.length > 1 && <span>{attempts.length} attempts</span>}
        <span class="time">{exactTime(enteredAt)}</span>
      </p>
      {last?.resource !== undefined && !isOver && <AnswerToken resource={last.resource} called={last.arguments} />}
      {mapRunArn !== undefined && (
        <p>
          <a href={hrefTo('map-run', [mapRunArn])}>Map run {mapRunArn.split(':').at(-1)}</a>
        </p>
      )}
      {attempts.length > 1 ? (
        <Attempts attempts={attempts} />
      ) : (
        errors.map(({ error, cause, at }) => <Failure key={at} error={error} cause={cause} />)
      )}
      {text('Input', input)}
      {text('Arguments', last?.arguments)}
      {text('Answer to the call', last?.submitted)}
      {text('Result', last?.result)}
      <Child texts={[last?.submitted, last?.result]} />
      {text('Output', output)}
      {assigned && text('Variables', variables(assigned))}
      <FunctionLog attempts={attempts} />
    </div>
  );
}

const Text = ({ title, json }: { readonly title: string; readonly json: string }) => (
  <>
    <h3>{title}</h3>
    <Json text={json} />
  </>
);

/** Each is JSON by itself. */
const variables = (assigned: Readonly<Record<string, string>>) =>
  `{${Object.entries(assigned)
    .map(([name, json]) => `${JSON.stringify(name)}:${json}`)
    .join(',')}}`;

const Attempts = ({ attempts }: { readonly attempts: readonly Attempt[] }) => (
  <ol class="attempts">
    {attempts.map(({ at, endedAt, error, cause }, index) => (
      <li key={at}>
        <p class="facts">
          <span>Attempt {index + 1}</span>
          <span class="time">{exactTime(at)}</span>
          {endedAt !== undefined && <span>{duration(endedAt - at)}</span>}
        </p>
        {error !== undefined && <Failure error={error} cause={cause} />}
      </li>
    ))}
  </ol>
);

const Failure = ({ error, cause }: { readonly error: string; readonly cause: string | undefined }) => (
  <div class="failure">
    <b>{error}</b>
    {cause !== undefined && cause !== '' && <Json text={cause} />}
  </div>
);

/** A child execution is named where a call answered its ARN. */
function Child({ texts }: { readonly texts: readonly (string | undefined)[] }) {
  const arns = texts.flatMap((text) => /"[eE]xecutionArn":"(arn:[^"]+)"/.exec(text ?? '')?.[1] ?? []);
  const [arn] = arns;
  if (arn === undefined || !/:(execution|express):/.test(arn)) return null;
  return (
    <p>
      <a href={hrefTo('execution', [arn])}>Child execution {arn.split(':')[7]}</a>
    </p>
  );
}
