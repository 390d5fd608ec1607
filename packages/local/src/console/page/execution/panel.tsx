import { useEffect, useRef, useState } from 'preact/hooks';
import { useAsked } from '../frame/use-asked.ts';
import { findState, kindOf, type Machine, type State } from '../graph/machine.ts';
import { exitsOf } from '../graph/ways.ts';
import { Aside } from '../kit/aside.tsx';
import { count } from '../kit/format.ts';
import { Json } from '../kit/json.tsx';
import { Pager } from '../kit/pager.tsx';
import { Problem } from '../kit/problem.tsx';
import type { ExecutionAnswer, Page, VisitAnswer } from './answers.ts';
import { askedOf, type Place } from './place.ts';
import { Rounds } from './rounds.tsx';
import { VisitPart } from './visit-part.tsx';

interface PanelProps {
  readonly place: Place;
  readonly answer: ExecutionAnswer;
  readonly machine: Machine;
}

/** Beside a view: what is to be said of the selected state, or of the execution where none is. */
export function Panel({ place, answer, machine }: PanelProps) {
  const state = place.state === undefined ? undefined : findState(machine, place.state);
  useShown(place.state);
  return (
    <Aside label={state ? 'Selected state' : 'Execution'}>
      {state && place.state !== undefined ? (
        <StatePart key={place.state} place={place} name={place.state} state={state} answer={answer} />
      ) : (
        <ExecutionPart execution={answer.execution} />
      )}
    </Aside>
  );
}

/** Where it stands below the view, as on a phone, what is selected is brought into sight. */
function useShown(selected: string | undefined): void {
  const before = useRef(selected);
  useEffect(() => {
    if (before.current === selected) return;
    before.current = selected;
    const panel = document.getElementById('panel');
    if (panel && panel.getBoundingClientRect().top > innerHeight - LEAST_SEEN) panel.scrollIntoView();
  }, [selected]);
}

/** Of the panel, in pixels. */
const LEAST_SEEN = 160;

function ExecutionPart({ execution: { input, output, error, cause } }: Pick<ExecutionAnswer, 'execution'>) {
  return (
    <>
      <h2>Execution</h2>
      {error !== undefined && (
        <div class="failure">
          <b>{error}</b>
          {cause !== undefined && <Json text={cause} />}
        </div>
      )}
      {input !== undefined && (
        <>
          <h3>Input</h3>
          <Json text={input} />
        </>
      )}
      {output !== undefined && (
        <>
          <h3>Output</h3>
          <Json text={output} />
        </>
      )}
    </>
  );
}

interface StatePartProps {
  readonly place: Place;
  readonly name: string;
  readonly state: State;
  readonly answer: ExecutionAnswer;
}

/** Visits at once: each may bring megabytes. */
const VISITS = 5;

function StatePart({ place, name, state, answer }: StatePartProps) {
  const [page, turn] = useState(0);
  const isVisited = answer.states[name] !== undefined;
  const asked = askedOf('execution/state', place, { state: name, page });
  const { value, error } = useAsked<Page<VisitAnswer>>(isVisited ? asked : undefined);
  return (
    <>
      <header>
        <h2>{name}</h2>
        <p class="faint">{kindOf(state)}</p>
        {state.Comment !== undefined && <p>{state.Comment}</p>}
      </header>
      {state.Type === 'Map' && isVisited && <Rounds place={place} map={name} />}
      <Problem text={error} />
      {!isVisited && <p class="faint">{place.picks.length > 0 ? 'Not visited in this round.' : 'Not visited.'}</p>}
      {value?.rows.map((visit, at) => (
        <VisitPart key={visit.id} visit={visit} number={page * VISITS + at + 1} of={value.total} />
      ))}
      {value && value.total > VISITS && (
        <Pager of="run" page={value.page} size={VISITS} total={value.total} turn={turn} />
      )}
      <WaysOn state={state} />
      <details>
        <summary>Definition</summary>
        <Json text={JSON.stringify(state)} />
      </details>
    </>
  );
}

function WaysOn({ state }: { readonly state: State }) {
  const exits = exitsOf(state);
  if (exits.length === 0) return null;
  return (
    <details>
      <summary>{count(exits.length, 'way on', 'ways on')}</summary>
      <ul class="exits">
        {exits.map(({ when, to, kind }) => (
          <li key={`${kind} ${when} ${to}`}>
            {when} <b>→ {to}</b>
          </li>
        ))}
      </ul>
    </details>
  );
}
