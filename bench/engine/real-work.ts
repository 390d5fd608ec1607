import type { HistoryEvent } from '@safelight/asl/history/events';
import { type RunOptions, runStateMachine } from '@safelight/asl/testing/run-state-machine';
import { developed, sampleEvent } from '#tests/support/image-workflow.ts';
import { substitutions } from '#tests/support/orders/definition.ts';
import { fulfilled } from '#tests/support/orders/workflow.ts';

/** A workflow of the lab with all that its tasks answer, as the line protocol takes it, so that two builds run the same. */
export interface RealWork {
  readonly name: string;
  readonly definition: object;
  readonly input: unknown;
  readonly tasks: readonly RecordedTask[];
  /** States that one run enters. */
  readonly transitions: number;
}

interface RecordedTask {
  readonly state: string;
  readonly parameters: unknown;
  readonly outcome: { readonly succeeded: unknown } | { readonly failed: { readonly error: string } };
}

/** A photo and an order that go through, each with one call that is tried again. */
export const realWork = async (): Promise<readonly RealWork[]> => [
  await recorded(
    'image-processing',
    { state: 'Resize', error: 'Lambda.TooManyRequestsException' },
    { input: sampleEvent('s3-object-created'), mocks: developed },
  ),
  await recorded(
    'order-processing',
    { state: 'Claim', error: 'DynamoDB.ThrottlingException' },
    {
      input: sampleEvent('order-processing'),
      mocks: fulfilled,
      substitutions,
    },
  ),
];

/** A call that fails at first. */
interface Fault {
  readonly state: string;
  readonly error: string;
}

async function recorded(name: string, { state, error }: Fault, options: RunOptions): Promise<RealWork> {
  const run = await runStateMachine(`statemachines/${name}.asl.json`, options);
  if (run.status !== 'SUCCEEDED') throw new Error(`${name} ended ${run.status}: ${run.failure?.cause}`);
  const answered = tasksOf(run.history);
  const first = answered.find((task) => task.state === state);
  if (!first) throw new Error(`${name} calls nothing in ${state}`);
  return {
    name,
    definition: run.definition,
    input: options.input ?? {},
    tasks: [{ ...first, outcome: { failed: { error } } }, ...answered],
    transitions: run.history.filter(({ type }) => type.endsWith('StateEntered')).length,
  };
}

function tasksOf(history: readonly HistoryEvent[]): readonly RecordedTask[] {
  const byId = new Map(history.map((event) => [event.id, event]));
  const before = (event: HistoryEvent, isWanted: (one: HistoryEvent) => boolean): HistoryEvent => {
    const previous = byId.get(event.previousEventId);
    if (!previous) throw new Error(`Event ${event.id} follows nothing`);
    return isWanted(previous) ? previous : before(previous, isWanted);
  };
  return history.flatMap((event) => {
    const output = event.taskSucceededEventDetails?.output;
    if (output === undefined) return [];
    const scheduled = before(event, ({ type }) => type === 'TaskScheduled');
    const entered = before(scheduled, ({ type }) => type === 'TaskStateEntered');
    return {
      state: entered.stateEnteredEventDetails?.name ?? '',
      parameters: JSON.parse(scheduled.taskScheduledEventDetails?.parameters ?? '{}'),
      outcome: { succeeded: JSON.parse(output) },
    };
  });
}
