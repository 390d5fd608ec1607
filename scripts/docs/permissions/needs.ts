import { callsFrom } from './code.ts';
import { machineryReason } from './machinery.ts';
import { callsOf, needs } from './states.ts';
import { type Allowed, refersTo, resourceName, rolesIn, type TemplateResource } from './template.ts';

/** One row: what a role may do, and who needs it. */
export interface Row {
  readonly action: string;
  readonly resource: string;
  /** Code, states, rules, mappings, or AWS's own machinery; empty when nothing needs it. */
  readonly needs: readonly string[];
}

export interface RoleTable {
  readonly role: string;
  /** The functions, state machines or rules that work in it. */
  readonly users: readonly string[];
  readonly rows: readonly Row[];
}

type FindNeeds = (allowed: Allowed) => readonly string[];

/** A table for each role of the template. */
export async function tablesOf(resources: readonly TemplateResource[], root: string): Promise<readonly RoleTable[]> {
  const tables = rolesIn(resources).map(async ({ logicalId, allowed }): Promise<RoleTable> => {
    const users = resources.filter((resource) => worksIn(resource, logicalId));
    const finders = await Promise.all(users.map((user) => finderFor(user, resources, root)));
    const rows = allowed.map((each) => {
      const reason = machineryReason({ action: each.action, role: logicalId, resource: resourceName(each.resource) });
      const found = reason === undefined ? finders.flatMap((find) => find(each)) : [`AWS: ${reason}`];
      return { action: each.action, resource: resourceName(each.resource), needs: found };
    });
    return { role: logicalId, users: users.map(({ logicalId: id }) => id), rows };
  });
  return Promise.all(tables);
}

function worksIn({ type, properties }: TemplateResource, role: string): boolean {
  switch (type) {
    case 'AWS::Lambda::Function':
      return refersTo(properties.Role, role);
    case 'AWS::StepFunctions::StateMachine':
      return refersTo(properties.RoleArn, role);
    case 'AWS::Events::Rule':
      return refersTo(properties.Targets, role);
    case 'AWS::Scheduler::Schedule':
      return refersTo(properties.Target, role);
    default:
      return false;
  }
}

async function finderFor(
  user: TemplateResource,
  resources: readonly TemplateResource[],
  root: string,
): Promise<FindNeeds> {
  if (user.type === 'AWS::Events::Rule')
    return ({ resource }) =>
      refersTo(user.properties.Targets, resourceName(resource)) ? [`rule ${user.logicalId}`] : [];
  if (user.type === 'AWS::Scheduler::Schedule')
    return ({ resource }) =>
      refersTo(user.properties.Target, resourceName(resource)) ? [`schedule ${user.logicalId}`] : [];
  if (user.type === 'AWS::Lambda::Function') return functionNeeds(user, resources, root);
  const calls = callsOf(user);
  const ids = resources.map(({ logicalId }) => logicalId);
  return ({ action, resource }) =>
    calls
      .filter((call) => needs(call, action, resource, ids))
      .map(({ machine, state }) => `${machine}, state *${state}*`);
}

const READS_STREAM = new Set(['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator']);

async function functionNeeds(
  { logicalId, properties }: TemplateResource,
  resources: readonly TemplateResource[],
  root: string,
): Promise<FindNeeds> {
  const calls = await callsFrom(root, String(properties.Handler));
  const mappings = resources.filter(
    ({ type, properties: of }) => type === 'AWS::Lambda::EventSourceMapping' && refersTo(of.FunctionName, logicalId),
  );
  return ({ action, resource }) => [
    ...calls
      .filter(({ actions }) => actions.includes(action))
      .map(({ file, within, code }) => `\`${code}\` in \`${within}\` of [${file}](../${file})`),
    ...mappings
      .filter(({ properties: of }) =>
        READS_STREAM.has(action)
          ? refersTo(of.EventSourceArn, resourceName(resource))
          : action === 'sqs:SendMessage' && refersTo(of.DestinationConfig, resourceName(resource)),
      )
      .map((mapping) => `mapping ${mapping.logicalId}`),
  ];
}
