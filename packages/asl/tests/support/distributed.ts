import type { MapState } from '#asl/definition/types.ts';
import { StatesError } from '#asl/error.ts';
import type { TaskPort } from '#asl/ports.ts';
import { machineOf, noTasks } from '#tests/support/run.ts';

const TASK = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:000000000000:function:f', End: true } as const;

/** A Map whose items are Express children of one state. */
export const distributed = (more: Partial<MapState> = {}, state: object = TASK): MapState => ({
  Type: 'Map',
  Label: 'Backlog',
  ItemProcessor: {
    ...machineOf({ ...TASK, ...state }),
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
  },
  End: true,
  ...more,
});

/** Echoes its input; fails for odd numbers. */
export const oddFails: TaskPort = {
  ...noTasks,
  async request({ parameters }) {
    if (typeof parameters === 'number' && parameters % 2 === 1) throw new StatesError('Odd', String(parameters));
    return parameters;
  },
};

/** A body of one piece. */
export async function* bytes(text: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(text);
}
