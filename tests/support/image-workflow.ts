import { readFileSync } from 'node:fs';
import type { Json, JsonObject } from '@safelight/asl/json';
import { isJsonObject } from '@safelight/asl/json';
import type { MockOutcome, Mocks } from '@safelight/asl/testing/mocks';

/** The event of `events/`, as a rule hands it to a workflow. */
export const sampleEvent = (name: string): JsonObject => {
  const event: unknown = JSON.parse(readFileSync(new URL(`../../events/${name}.json`, import.meta.url), 'utf8'));
  if (!isJsonObject(event)) throw new Error(`events/${name}.json is no object`);
  return event;
};

/** A value somewhere inside JSON, by its path. */
export function inside(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  let found = value;
  for (const name of path) found = isJsonObject(found) ? found[name] : undefined;
  return found;
}

/** As Step Functions reports an error that a Node.js function threw. */
export const thrown = (errorType: string, errorMessage: string): MockOutcome => ({
  error: errorType,
  cause: JSON.stringify({ errorType, errorMessage, trace: [`${errorType}: ${errorMessage}`, '    at handler'] }),
});

export const conditionFailed: MockOutcome = {
  error: 'DynamoDB.ConditionalCheckFailedException',
  cause: 'The conditional request failed',
};

type Result = Extract<MockOutcome, { readonly result: unknown }>['result'];

const payload = (Payload: Result): MockOutcome => ({
  result: { StatusCode: 200, ExecutedVersion: '$LATEST', Payload },
});

export const metadata = {
  format: 'jpeg',
  width: 900,
  height: 600,
  frames: 1,
  hasAlpha: false,
  bytes: 12_345,
  sha256: 'ab12',
  dominantColour: '#102030',
  placeholder: 'data:image/webp;base64,AAAA',
  exif: { camera: 'Darkroom One', exposure: { seconds: 0.0166, iso: 200 } },
};

const FORMATS = ['avif', 'webp', 'jpeg'];

const variants = (width: number) =>
  FORMATS.map((format) => ({
    key: `cats/a b.jpg/rev/${width}.${format}`,
    format,
    width,
    height: width,
    bytes: 1_000,
    type: `image/${format}`,
    checksum: 'c=',
  }));

const handover = (width: number, height: number) => ({
  width,
  height,
  variants: FORMATS.map((format) => ({ format, from: 'handover', width, height })),
});

export const inspection = {
  picture: { format: 'jpeg', width: 900, height: 600, frames: 1, hasAlpha: false },
  configuration: 'c0ffee',
  prefix: 'cats/a b.jpg/rev',
  plan: { handovers: [handover(900, 600), handover(600, 400), handover(320, 213)] },
  userMetadata: { title: 'Cat' },
};

/** What DynamoDB answers to a claim, for a photo with these older revisions. */
export const claimed =
  (...older: readonly string[]) =>
  (parameters: Json): MockOutcome => {
    const values = inside(parameters, 'ExpressionAttributeValues');
    const mine = String(inside(values, ':revision', 'S'));
    const sequencer = String(inside(values, ':sequencer', 'S'));
    const Attributes = { sequencer: { S: sequencer }, revision: { S: mine }, revisions: { SS: [...older, mine] } };
    return { result: { Attributes } };
  };

/** Every call of a photo that is developed without a hitch. */
export const developed: Mocks = {
  'Claim photo': claimed(),
  Inspect: payload(inspection),
  'Read metadata': { result: { Status: 'SUCCEEDED', Output: JSON.stringify(metadata) } },
  Resize: payload({ keys: [900, 600, 320].map((width) => `cats/a b.jpg/rev/${width}.tiff`) }),
  Convert: (parameters) => payload(variants(Number(inside(parameters, 'Payload', 'handover', 'width')))),
  'Clear work area': { result: {} },
  'Store manifest': { result: { ETag: '"e"' } },
  'Record READY': { result: {} },
  'Remove own variants': payload({ removed: 0 }),
  'Remove replaced variants': payload({ removed: 7 }),
  'Forget replaced variants': { result: {} },
  'Remove stale variants': payload({ removed: 7 }),
  'Forget stale variants': { result: {} },
  'Remove leftovers': payload({ removed: 3 }),
  'Record refusal': { result: {} },
  'Withdraw claim': { result: {} },
  'Announce developed': { result: { FailedEntryCount: 0, Entries: [{ EventId: 'e' }] } },
  'Announce refusal': { result: { FailedEntryCount: 0, Entries: [{ EventId: 'e' }] } },
  'Tell people': { result: { MessageId: 'm' } },
  'Tell people of refusal': { result: { MessageId: 'm' } },
};

/** Mocks that note the parameters of every call of the named states. */
export function noted(
  mocks: Mocks,
  ...states: readonly string[]
): { readonly mocks: Mocks; readonly calls: Map<string, Json[]> } {
  const calls = new Map<string, Json[]>(states.map((state) => [state, []]));
  const wrapped = states.map((state) => {
    const mock = mocks[state];
    if (mock === undefined) throw new Error(`${state} has no mock`);
    const answer = (parameters: Json, call: number) => {
      calls.get(state)?.push(parameters);
      if (typeof mock === 'function') return mock(parameters, call);
      return 'length' in mock ? (mock[Math.min(call, mock.length - 1)] ?? { never: true as const }) : mock;
    };
    return [state, answer] as const;
  });
  return { mocks: { ...mocks, ...Object.fromEntries(wrapped) }, calls };
}
