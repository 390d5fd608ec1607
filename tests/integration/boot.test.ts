import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSystem, type TestLab } from '#tests/support/system.ts';

const folder = mkdtempSync(join(tmpdir(), 'darkroom-boot-'));
let first: TestLab;

const template = (Resources: object, Outputs: object = {}) => ({ Resources, Outputs });
const logGroup = { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/own' } };

beforeAll(async () => {
  first = await startSystem({
    template: template(
      {
        Own: logGroup,
        Watcher: { Type: 'AWS::CloudWatch::CompositeAlarm', Properties: { AlarmName: 'own' } },
      },
      { Group: { Value: { Ref: 'Own' } } },
    ),
  });
});

afterAll(async () => {
  await first.close();
  rmSync(folder, { recursive: true, force: true });
});

const refused = (options: Parameters<typeof startSystem>[0]) =>
  startSystem({ dataDir: mkdtempSync(join(folder, 'data-')), ...options }).then(
    async (system) => {
      await system.close();
      throw new Error('The system has started.');
    },
    (error: Error) => error,
  );

describe('the system', () => {
  it('tells of its stack, what has no effect, and listens on loopback', () => {
    expect(first.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(first.stack.outputs).toEqual([{ key: 'Group', value: '/own' }]);
    expect(
      first.stack.resources.map(({ logicalId, withoutEffect }) => [logicalId, withoutEffect !== undefined]),
    ).toEqual([
      ['Own', false],
      ['Watcher', true],
    ]);
  });

  it('runs beside another on its own port and folder', async () => {
    const second = await startSystem({ template: template({ Own: logGroup }) });
    expect(second.endpoint).not.toBe(first.endpoint);
    await second.close();
  });

  it('refuses a port in use in one line', async () => {
    const port = Number(new URL(first.endpoint).port);
    const error = await refused({ port, template: template({}) });
    expect([error.name, error.message]).toEqual([
      'StartupError',
      `Port ${port} is in use: name another with --port N, or --port 0 for any free one.`,
    ]);
  });

  it('refuses a data folder in use in one line', async () => {
    const error = await refused({ dataDir: first.dataDir, keepData: true, template: template({}) });
    expect([error.name, error.message]).toEqual(['StartupError', expect.stringContaining('is in use')]);
  });

  it.each([
    ['a missing template', 'missing.json', undefined, /There is no compiled template at .*missing\.json/],
    ['a broken template', 'broken.json', '{', /broken\.json is not a JSON object/],
    [
      'an unknown type',
      'unknown.json',
      JSON.stringify(template({ Box: { Type: 'AWS::EC2::Instance' } })),
      /^Box \(AWS::EC2::Instance\): resources of type AWS::EC2::Instance do not run here/,
    ],
    [
      'an unknown property',
      'property.json',
      JSON.stringify(template({ Own: { Type: 'AWS::Logs::LogGroup', Properties: { Colour: 'red' } } })),
      /^Own \(AWS::Logs::LogGroup\): the property Colour is not supported here/,
    ],
  ])('refuses %s in one line', async (_, name, content, message) => {
    const templatePath = join(folder, name);
    if (content !== undefined) writeFileSync(templatePath, content);
    const error = await refused({ templatePath });
    expect(error.name).toBe('TemplateError');
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain('\n');
  });
});
