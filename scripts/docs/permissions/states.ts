import type { TemplateResource } from './template.ts';
import { refersTo } from './template.ts';

/** One call that a Task state makes, or the reader or writer of a Map. */
export interface StateCall {
  readonly machine: string;
  readonly state: string;
  readonly action: string;
  /** What the call names that is no data: logical ids, or nothing where the name is put together. */
  readonly arguments: unknown;
}

interface State {
  readonly Type?: unknown;
  readonly Resource?: unknown;
  readonly Arguments?: unknown;
  readonly ItemReader?: unknown;
  readonly ResultWriter?: unknown;
}

type Call = Pick<State, 'Resource' | 'Arguments'>;

/** IAM's names where they are not those of the API. */
const ACTIONS: Readonly<Record<string, string>> = {
  'lambda:Invoke': 'lambda:InvokeFunction',
  's3:ListObjectsV2': 's3:ListBucket',
  's3:DeleteObjects': 's3:DeleteObject',
};
const PREFIXES: Readonly<Record<string, string>> = { sfn: 'states' };

/** Every call of a state machine of the template, its placeholders put in. */
export function callsOf({ logicalId, properties }: TemplateResource): readonly StateCall[] {
  const definition: unknown = JSON.parse(String(properties.DefinitionString));
  const substitutions = properties.DefinitionSubstitutions ?? {};
  return statesIn(definition).flatMap(([state, fields]) =>
    callsIn(fields).flatMap(({ Resource, Arguments }) => {
      const calls = [...actionsOf(actionOf(String(Resource)), Arguments), ...whileWaiting(String(Resource))];
      return calls.map(([action, given]) => {
        return { machine: logicalId, state, action, arguments: named(given, substitutions) };
      });
    }),
  );
}

const callsIn = (state: State): readonly Call[] =>
  state.Type === 'Task' ? [state] : [state.ItemReader, state.ResultWriter].filter(isRecord);

/** A nested execution that is waited for is looked at, and stopped with whoever waits. */
const whileWaiting = (resource: string): readonly (readonly [action: string, given: unknown])[] =>
  resource.includes('states:startExecution.sync')
    ? [
        ['states:DescribeExecution', undefined],
        ['states:StopExecution', undefined],
      ]
    : [];

/** A transaction is allowed by the permissions of its single actions: there is none of its own. */
function actionsOf(action: string, given: unknown): readonly (readonly [action: string, given: unknown])[] {
  if (action !== 'dynamodb:TransactWriteItems' || !isRecord(given) || !Array.isArray(given.TransactItems))
    return [[action, given]];
  return given.TransactItems.filter(isRecord).flatMap((entry) =>
    Object.entries(entry).map(([kind, single]) => [`dynamodb:${kind}Item`, single] as const),
  );
}

function statesIn(part: unknown): readonly (readonly [string, State])[] {
  if (Array.isArray(part)) return part.flatMap(statesIn);
  if (!isRecord(part)) return [];
  const own = isRecord(part.States) ? Object.entries(part.States).filter(isState) : [];
  return [...own, ...Object.values(part).flatMap(statesIn)];
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isState = (entry: readonly [string, unknown]): entry is [string, State] => isRecord(entry[1]);

/** `arn:aws:states:::aws-sdk:s3:putObject.waitForTaskToken` is `s3:PutObject`; a pattern may have a version, `.sync:2`. */
function actionOf(resource: string): string {
  const [service = '', operation = ''] = resource.replace(/^.*:::(aws-sdk:)?/, '').split(':');
  const name = operation.split('.')[0] ?? '';
  const action = `${PREFIXES[service] ?? service}:${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return ACTIONS[action] ?? action;
}

/** The values of the placeholders that the arguments hold. */
function named(part: unknown, substitutions: object): readonly unknown[] {
  const text = JSON.stringify(part ?? '');
  return Object.entries(substitutions).flatMap(([name, value]) => (text.includes(`\${${name}}`) ? [value] : []));
}

/** Whether the call is one for which a role needs this. A name that the template does not refer to may be any. */
export const needs = (call: StateCall, action: string, resource: unknown, ids: readonly string[]): boolean => {
  if (call.action !== action) return false;
  const meant = ids.filter((id) => refersTo(resource, id));
  const given = ids.filter((id) => refersTo(call.arguments, id));
  return meant.length === 0 || given.length === 0 || given.some((id) => meant.includes(id));
};
