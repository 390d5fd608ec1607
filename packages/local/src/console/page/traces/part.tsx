import { hrefTo } from '../frame/address.ts';
import { duration, exactTime } from '../kit/format.ts';
import { Json } from '../kit/json.tsx';
import { Status } from '../kit/status.tsx';
import type { TracePart } from './answers.ts';
import { kindOf, type WaterfallRow } from './waterfall-rows.ts';

/** What a part of a trace tells of itself. */
export function Part({ row }: { readonly row: WaterfallRow }) {
  const { part, segment, from, to, status } = row;
  const { annotations, metadata, aws, http, links = [] } = part;
  return (
    <>
      <h2>{part.name}</h2>
      <p class="faint">
        {kindOf(row)} {part !== segment && `in ${segment.name}`}
      </p>
      <p class="facts">
        <Status status={status} />
        <span>began {exactTime(from)}</span>
        {to !== undefined && <span>{duration(to - from)}</span>}
      </p>
      <Cause cause={part.cause} />
      {aws?.execution_arn !== undefined && (
        <p>
          <a href={hrefTo('execution', [aws.execution_arn])}>Its execution</a>
        </p>
      )}
      {links.map(({ trace_id: id = '' }) => (
        <p key={id}>
          brought by <a href={hrefTo('trace', [id])}>{id}</a>
        </p>
      ))}
      {Object.entries({ aws, http, annotations, metadata }).map(([name, value]) =>
        value === undefined ? null : (
          <section key={name}>
            <h3>{name}</h3>
            <Json text={JSON.stringify(value)} />
          </section>
        ),
      )}
    </>
  );
}

function Cause({ cause }: { readonly cause: TracePart['cause'] | undefined }) {
  if (typeof cause !== 'object') return null;
  return cause.exceptions?.map(({ type = '', message = '' }) => (
    <div class="failure" key={`${type} ${message}`}>
      <b>{type}</b> {message}
    </div>
  ));
}
