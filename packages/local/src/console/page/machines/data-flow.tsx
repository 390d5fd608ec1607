import { Json } from '../kit/json.tsx';
import { Status } from '../kit/status.tsx';

/** Answer of TestState, or why it was not asked. */
export interface Tested {
  readonly status?: string;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly nextState?: string;
  readonly inspectionData?: Readonly<Record<string, unknown>>;
  readonly problem?: string;
}

/** In the order in which a state works on its data. */
const STEPS: readonly (readonly [member: string, title: string])[] = [
  ['input', 'Input'],
  ['afterInputPath', 'After InputPath'],
  ['afterItemsPath', 'After ItemsPath'],
  ['afterItemsPointer', 'After ItemsPointer'],
  ['afterItemSelector', 'After ItemSelector'],
  ['afterItemBatcher', 'After ItemBatcher'],
  ['afterParameters', 'After Parameters'],
  ['afterArguments', 'After Arguments'],
  ['result', 'Result'],
  ['afterResultSelector', 'After ResultSelector'],
  ['afterResultPath', 'After ResultPath'],
  ['variables', 'Variables'],
];

/** How a state that was tested alone ended, and its data step by step. */
export function DataFlow({ tested }: { readonly tested: Tested }) {
  const { status = '', output, error, cause, nextState, inspectionData = {}, problem } = tested;
  if (problem !== undefined) return <p class="failure">{problem}</p>;
  return (
    <>
      <p class="facts">
        <Status status={status} />
        {nextState !== undefined && <span>goes on with {nextState}</span>}
      </p>
      {error !== undefined && (
        <p class="failure">
          <b>{error}</b> {cause}
        </p>
      )}
      {STEPS.map(([member, title]) => {
        const data = inspectionData[member];
        return data === undefined ? null : <Step key={member} title={title} data={data} />;
      })}
      {output !== undefined && <Step title="Output" data={output} />}
    </>
  );
}

const Step = ({ title, data }: { readonly title: string; readonly data: unknown }) => (
  <>
    <h3>{title}</h3>
    <Json text={typeof data === 'string' ? data : JSON.stringify(data)} />
  </>
);
