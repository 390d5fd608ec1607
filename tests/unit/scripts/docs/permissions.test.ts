import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { projectTemplate } from '#tests/support/system.ts';
import { tablesOf } from '../../../../scripts/docs/permissions/needs.ts';
import { permissionsPage } from '../../../../scripts/docs/permissions/page.ts';
import { readResources, resourceName } from '../../../../scripts/docs/permissions/template.ts';

const root = new URL('../../../../', import.meta.url).pathname;

it('docs/permissions.md says what the template allows and what needs it: npm run docs:permissions writes it', async () => {
  const tables = await tablesOf(await readResources(await projectTemplate()), root);
  expect(await readFile(`${root}docs/permissions.md`, 'utf8')).toBe(permissionsPage(tables));
}, 60_000);

describe('what a role may do', () => {
  const role = (Action: string, Resource: unknown) => ({
    logicalId: 'Role',
    type: 'AWS::IAM::Role',
    properties: { Policies: [{ PolicyDocument: { Statement: [{ Effect: 'Allow', Action, Resource }] } }] },
  });
  const state = { Type: 'Task', Resource: 'arn:aws:states:::dynamodb:putItem', Arguments: { TableName: `\${Table}` } };
  const machine = {
    logicalId: 'Machine',
    type: 'AWS::StepFunctions::StateMachine',
    properties: {
      RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
      DefinitionString: JSON.stringify({ States: { All: { Type: 'Map', ItemProcessor: { States: { Put: state } } } } }),
      DefinitionSubstitutions: { Table: { Ref: 'Orders' } },
    },
  };
  const table = (logicalId: string) => ({ logicalId, type: 'AWS::DynamoDB::Table', properties: {} });
  const orders = { 'Fn::GetAtt': ['Orders', 'Arn'] };
  const others = { 'Fn::GetAtt': ['Others', 'Arn'] };

  it.each([
    ['is needed by a state', 'dynamodb:PutItem', orders, ['Machine, state *Put*']],
    ['is for another resource', 'dynamodb:PutItem', others, []],
    ['is another action', 'dynamodb:GetItem', orders, []],
    ['is for AWS itself', 'xray:PutTraceSegments', '*', [expect.stringContaining('X-Ray')]],
  ])('%s', async (_, action, resource, needs) => {
    const resources = [role(action, resource), machine, table('Orders'), table('Others')];
    const [found] = await tablesOf(resources, root);
    expect(found).toMatchObject({ role: 'Role', users: ['Machine'], rows: [{ needs }] });
  });

  it('is refused when nothing needs it', async () => {
    const tables = await tablesOf([role('dynamodb:PutItem', others), machine, table('Orders'), table('Others')], root);
    expect(() => permissionsPage(tables)).toThrow('Nothing needs what is allowed: Role: dynamodb:PutItem on Others');
  });
});

it('every function that the page names makes that call, and no line is named that an edit above would move', async () => {
  const page = await readFile(`${root}docs/permissions.md`, 'utf8');
  const named = [...page.matchAll(/`([^`]+)` in `(\w+)` of \[([^\]]+)\]/g)];
  expect(named.length).toBeGreaterThan(10);
  for (const [, code = '', within = '', file] of named) {
    const source = await readFile(`${root}${file}`, 'utf8');
    const start = source.search(new RegExp(`^(export )?(async )?(function|class|const) ${within}\\b`, 'm'));
    const end = source.slice(start + 1).search(/^(export )?(async )?(function|class|const) /m);
    expect(source.slice(start, end < 0 ? undefined : start + 1 + end), `${within} of ${file}`).toContain(code);
  }
  expect(page).not.toMatch(/\.ts:\d|#L\d/);
});

it.each([
  [{ Ref: 'Topic' }, 'Topic'],
  [{ 'Fn::GetAtt': ['Table', 'Arn'] }, 'Table'],
  [{ 'Fn::Sub': `\${Bucket.Arn}/*` }, 'Bucket/*'],
  [
    { 'Fn::Sub': `arn:\${AWS::Partition}:events:\${AWS::Region}:\${AWS::AccountId}:event-bus/default` },
    'event-bus/default',
  ],
  ['*', '*'],
])('%j is called %s', (resource, name) => expect(resourceName(resource)).toBe(name));
