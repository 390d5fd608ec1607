import { useMemo } from 'preact/hooks';
import { hrefTo, searchOf } from '../../frame/address.ts';
import type { ViewProps } from '../../frame/page.ts';
import { useAsked } from '../../frame/use-asked.ts';
import { Choice } from '../../kit/field.tsx';
import { FilterForm } from '../../kit/filters.tsx';
import { Search } from '../../kit/search.tsx';
import { LogEvents } from './log-events.tsx';

const NAMES = ['stream', 'pattern', 'minutes', 'from', 'to'] as const;
type Filter = Readonly<Record<(typeof NAMES)[number], string>>;

const WINDOWS = [
  ['15', 'the last 15 minutes'],
  ['60', 'the last hour'],
  ['1440', 'the last day'],
  ['', 'all that is kept'],
] as const;

/** `#/log/GROUP?stream=&pattern=&minutes=`, or `from=&to=` in milliseconds: what a log group has, the oldest first. */
export function LogPage({ parts: [group = ''], query }: ViewProps) {
  const filter = filterOf(query);
  const { value: streams = [] } = useAsked<readonly string[]>(`log-streams?of=${encodeURIComponent(group)}`);
  const go = (change: Partial<Filter>) => location.replace(hrefTo('log', [group], { ...filter, ...change }));
  const { stream, pattern, minutes, from, to } = filter;
  // Once for a window, so that what is asked stays the same while it is looked at.
  const since = useMemo(() => (minutes === '' ? from : String(Date.now() - Number(minutes) * 60_000)), [minutes, from]);
  return (
    <>
      <p class="faint">
        <a href={hrefTo('logs')}>Logs</a>
      </p>
      <h1>{group}</h1>
      <FilterForm>
        <Search label="Filter pattern" value={pattern} set={(text) => go({ pattern: text })} />
        <Choice
          label="Stream"
          value={stream}
          options={[['', 'all'], ...streams.map((name) => [name, name] as const)]}
          set={(name) => go({ stream: name })}
        />
        <Choice
          label="Time"
          value={from === '' ? minutes : 'window'}
          options={from === '' ? WINDOWS : [['window', 'around what led here'], ...WINDOWS]}
          set={(window) => go({ minutes: window, from: '', to: '' })}
        />
      </FilterForm>
      <p class="faint">
        A pattern is a word, several, <code>?one ?of ?several</code>, <code>-without</code>, or{' '}
        <code>{'{ $.level = "ERROR" }'}</code> for lines of JSON.
      </p>
      <LogEvents asked={`log?${searchOf({ of: group, stream, pattern, from: since, to })}`} />
    </>
  );
}

const filterOf = (query: URLSearchParams): Filter => {
  const of = (name: string) => query.get(name) ?? '';
  return {
    ...{ stream: of('stream'), pattern: of('pattern'), from: of('from'), to: of('to') },
    minutes: query.get('minutes') ?? (of('from') === '' ? '60' : ''),
  };
};
