import { useState } from 'preact/hooks';
import { tell } from '../../frame/ask.ts';
import { Act } from '../../kit/act.tsx';
import { TextArea } from '../../kit/field.tsx';
import { pretty } from '../../kit/format.ts';
import { SampleChoice } from '../../kit/samples.tsx';

interface Verdict {
  readonly matches?: boolean;
  /** Why the pattern or the event is none. */
  readonly problem?: string;
}

/** An event as TestEventPattern wants it. */
const EVENT = {
  ...{ id: '6a7e8feb-b491-4cf7-a9f1-bf3703467718', 'detail-type': 'Object Created', source: 'aws.s3' },
  ...{ account: '123456789012', time: '2026-11-29T12:00:00Z', region: 'us-east-1', resources: [], detail: {} },
};

/** Whether an event matches a pattern. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_TestEventPattern.html */
export function Tester({ pattern: given }: { readonly pattern: string }) {
  const [pattern, setPattern] = useState(pretty(given));
  const [event, setEvent] = useState(JSON.stringify(EVENT, undefined, 2));
  const [verdict, show] = useState<Verdict>({});
  const test = async () => {
    show(await tell<Verdict>('rules/test', { pattern, event }));
    return undefined;
  };
  return (
    <fieldset class="form" id="tester">
      <legend>Test a pattern</legend>
      <TextArea label="Event pattern" value={pattern} rows={8} set={setPattern} />
      <SampleChoice take={(sample) => setEvent(pretty(sample))} />
      <TextArea label="Event" value={event} rows={12} set={setEvent} />
      <div class="line">
        <Act kind="main" run={test}>
          Test
        </Act>
        <span role="status">
          {verdict.matches === true && 'The event matches.'}
          {verdict.matches === false && 'The event does not match.'}
          {verdict.problem}
        </span>
      </div>
    </fieldset>
  );
}
