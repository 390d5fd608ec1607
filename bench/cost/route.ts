import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';

/** The two workflows of the cheaper route: the Standard one that is left, and the Express one that it calls. */
export interface ExpressRoute {
  readonly parent: JsonObject;
  readonly child: JsonObject;
}

/** The state that moves, with all that is in it. */
const MOVED = 'Develop';
const FIRST = 'Take over';
/** The placeholder in the parent for the ARN of the child. */
export const CHILD_ARN = 'ImageDevelopArn';
/** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const EXPRESS_SECONDS = 300;

/**
 * Makes the route in which *Develop* is an Express workflow of its own from the definition of `image-processing`, so that
 * the two cannot grow apart. All other states stay as they are. Throws when the definition has no such Parallel state.
 */
export function expressRoute(definition: JsonObject): ExpressRoute {
  const states = members(definition.States);
  const moved = members(states[MOVED]);
  if (moved.Type !== 'Parallel') throw new Error(`the definition has no Parallel state ${MOVED}`);
  const taken = variablesOf(moved, states);
  return {
    parent: { ...definition, States: { ...states, [MOVED]: callOf(moved, taken) } },
    child: childOf(moved, taken),
  };
}

const members = (value: Json | undefined): JsonObject => {
  if (value === undefined || !isJsonObject(value)) throw new Error('a state machine definition was expected');
  return value;
};

/** The variables that other states assign and the moved one reads. */
function variablesOf({ Branches = [] }: JsonObject, states: JsonObject): readonly string[] {
  const others = Object.entries(states).filter(([name]) => name !== MOVED);
  const assigned = new Set(others.flatMap(([, state]) => Object.keys(members(members(state).Assign ?? {}))));
  const text = JSON.stringify(Branches);
  return [...assigned].filter((name) => new RegExp(`\\$${name}\\b`).test(text));
}

const EXECUTION = '$states.context.Execution.Id';

function callOf({ Assign = {}, Catch = [], Next = null, Comment = '' }: JsonObject, taken: readonly string[]) {
  const input = [`'executionArn': ${EXECUTION}`, ...taken.map((name) => `'${name}': $${name}`)].join(', ');
  return {
    Type: 'Task',
    Comment,
    Resource: 'arn:aws:states:::aws-sdk:sfn:startSyncExecution',
    Arguments: { StateMachineArn: `\${${CHILD_ARN}}`, Input: `{% $string({${input}}) %}` },
    TimeoutSeconds: EXPRESS_SECONDS + 10,
    Retry: [
      {
        ErrorEquals: ['Sfn.SfnException', 'Sfn.SdkClientException'],
        IntervalSeconds: 1,
        BackoffRate: 2,
        MaxAttempts: 6,
        MaxDelaySeconds: 30,
        JitterStrategy: 'FULL',
      },
    ],
    Assign: mapTexts(Assign, fromOutput),
    Catch,
    Next,
  } satisfies JsonObject;
}

/**
 * The call succeeds even when the child did not: then its error stands where that of a format would, and the Choice that
 * looks for these sees it. https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html
 */
const RESULT = `$result := $states.result.Status = 'SUCCEEDED' ? $parse($states.result.Output) : [{}, [{'Error': $exists($states.result.Error) ? $states.result.Error : 'States.Timeout', 'Cause': $string($states.result.Cause)}]]`;

const fromOutput = (text: string) =>
  text.replace(
    /^\{%(.*)%\}$/s,
    (_, expression: string) => `{% (${RESULT};${expression.replaceAll('$states.result', '$result')}) %}`,
  );

function childOf({ Type = '', Branches = [] }: JsonObject, taken: readonly string[]): JsonObject {
  const assign = ['executionArn', ...taken].map((name) => [name, `{% $states.input.${name} %}`]);
  return {
    Comment: `The state ${MOVED} of image-processing, as an Express workflow.`,
    QueryLanguage: 'JSONata',
    StartAt: FIRST,
    TimeoutSeconds: EXPRESS_SECONDS,
    States: {
      [FIRST]: { Type: 'Pass', Assign: Object.fromEntries(assign), Next: MOVED },
      [MOVED]: {
        Type,
        Branches: mapTexts(Branches, (text) => text.replaceAll(EXECUTION, '$executionArn')),
        End: true,
      },
    },
  };
}

/** The same JSON with every text replaced. */
function mapTexts(value: Json, change: (text: string) => string): Json {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, mapTexts(member, change)]));
}
