import { StatesError } from '#asl/error.ts';
import { type Ports, unchecked } from '#asl/ports.ts';
import type { TestStateRequest } from '#asl/test-state/request.ts';
import type { ResponseShape } from '#asl/test-state/response-shape.ts';
import { testState } from '#asl/test-state/test-state.ts';
import { VirtualClock } from '#asl/virtual-clock.ts';

const notThere = () => Promise.reject(new StatesError('States.Runtime', 'not there'));

const ports: Ports = {
  clock: new VirtualClock(0),
  random: { next: () => 0.5 },
  ids: { uuid: () => 'id' },
  tasks: {
    ...unchecked,
    request: async ({ parameters }) => parameters,
    completion: notThere,
    callback: notThere,
    activity: notThere,
  },
  objects: { get: notThere, head: notThere, async *list() {}, put: notThere },
  children: {
    start: notThere,
    mapRun: () => {},
    earlier: async () => ({ children: [], limits: {} }),
    open: () => undefined,
  },
};

/** What `sns:publish` answers in these tests. */
const published: ResponseShape = {
  kind: 'structure',
  members: {
    MessageId: () => ({ kind: 'string', minLength: 2 }),
    Count: () => ({ kind: 'number', min: 1, max: 9 }),
    State: () => ({ kind: 'string', values: ['a', 'b'] }),
    Parts: () => ({ kind: 'list', of: () => ({ kind: 'boolean' }) }),
    Extra: () => ({ kind: 'map', of: () => ({ kind: 'string' }) }),
  },
  required: ['MessageId'],
};

export const test = ({
  definition,
  ...request
}: Omit<TestStateRequest, 'definition'> & { readonly definition: object }) =>
  testState({ inspectionLevel: 'DEBUG', ...request, definition }, { ports, shapes: () => published, place: 'arn' });

export const refused = (request: Parameters<typeof test>[0]) =>
  test(request).then(
    () => 'accepted',
    (error: { code: string; message: string }) => `${error.code}: ${error.message}`,
  );

export const roleArn = 'role';
export const task = { Type: 'Task', Resource: 'arn:aws:states:::sns:publish', Parameters: { Message: 'm' }, End: true };
export const inner = { StartAt: 'I', States: { I: { Type: 'Pass', End: true } } };
export const map = { Type: 'Map', ItemsPath: '$.list', ItemProcessor: inner, End: true };
export const parallel = { Type: 'Parallel', Branches: [inner], End: true };
export const mock = (result: unknown) => ({ result: JSON.stringify(result) });
