import type { JsonObject } from '@safelight/asl/json';
import type { TestStateRequest } from '@safelight/asl/test-state/request';
import { flag, oneOf, optionalText, structure, text, wholeNumber } from '#services/states/input.ts';

const LARGEST_TEXT = 262_144;

/** TestState's input, checked as far as the API's model goes. Throws `AwsError`s. */
export function readTestState(input: JsonObject): TestStateRequest {
  const mock = structure(input, 'mock');
  const configuration = structure(input, 'stateConfiguration');
  return defined({
    definition: text(input, 'definition', { min: 1, max: 1024 * 1024 }),
    stateName: optionalText(input, 'stateName', { min: 1, max: 80 }),
    roleArn: optionalText(input, 'roleArn', { min: 1, max: 256 }),
    input: optionalText(input, 'input', { max: LARGEST_TEXT }),
    inspectionLevel: oneOf(input, 'inspectionLevel', ['INFO', 'DEBUG', 'TRACE']),
    revealSecrets: flag(input, 'revealSecrets', false),
    variables: optionalText(input, 'variables', { max: LARGEST_TEXT }),
    context: optionalText(input, 'context', { max: LARGEST_TEXT }),
    mock: mock && readMock(mock),
    stateConfiguration: configuration && readConfiguration(configuration),
  });
}

function readMock(mock: JsonObject): NonNullable<TestStateRequest['mock']> {
  const errorOutput = structure(mock, 'errorOutput');
  return defined({
    result: optionalText(mock, 'result', { max: LARGEST_TEXT }),
    errorOutput:
      errorOutput &&
      defined({
        error: optionalText(errorOutput, 'error', { max: 256 }),
        cause: optionalText(errorOutput, 'cause', { max: 32_768 }),
      }),
    fieldValidationMode: oneOf(mock, 'fieldValidationMode', ['STRICT', 'PRESENT', 'NONE']),
  });
}

const readConfiguration = (configuration: JsonObject): NonNullable<TestStateRequest['stateConfiguration']> =>
  defined({
    retrierRetryCount: wholeNumber(configuration, 'retrierRetryCount', 0, Number.MAX_SAFE_INTEGER),
    errorCausedByState: optionalText(configuration, 'errorCausedByState', { min: 1, max: 80 }),
    mapIterationFailureCount: wholeNumber(configuration, 'mapIterationFailureCount', 0, Number.MAX_SAFE_INTEGER),
    mapItemReaderData: optionalText(configuration, 'mapItemReaderData', { max: LARGEST_TEXT }),
  });

/** Without the members that are undefined. */
type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

const defined = <T extends object>(members: T): Defined<T> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Defined<T>;
