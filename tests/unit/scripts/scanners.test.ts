import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { root } from '#tests/support/root.ts';
import { projectTemplate } from '#tests/support/system.ts';
import { judge, resourcesOf, stale } from '../../../scripts/lib/scanners/judge.ts';
import { scannersPage } from '../../../scripts/lib/scanners/page.ts';
import { accepted } from '../../../serverless/scanners/accepted.ts';
import { acceptedAt, metadataOf } from '../../../serverless/scanners/suppressions.ts';

it('docs/scanners.md says what is accepted: npm run docs:scanners writes it', async () => {
  expect(await readFile(`${root}/docs/scanners.md`, 'utf8')).toBe(scannersPage());
});

it('no rule is accepted twice at one type', () => {
  const names = accepted.map(({ scanner, rule, type }) => `${scanner} ${rule} ${type}`);
  expect(names).toEqual([...new Set(names)]);
});

describe('the template of prod', async () => {
  const resources = await resourcesOf(await projectTemplate('prod'));

  it('suppresses at every resource what is accepted there, with its reason', () => {
    for (const resource of Object.values(resources)) expect(resource.Metadata).toEqual(metadataOf(resource));
    const convert = resources.ImageConvertLambdaFunction;
    const skipped = JSON.stringify(convert?.Metadata);
    expect(skipped).toContain('CKV_AWS_116');
    expect(skipped).not.toContain('CKV_AWS_115');
    expect(JSON.stringify(resources.SourceBucketPolicy?.Metadata ?? '')).not.toContain('CKV');
  });
});

describe('a finding', () => {
  const resources = {
    Plain: { Type: 'AWS::Lambda::Function', Properties: {} },
    Bounded: { Type: 'AWS::Lambda::Function', Properties: { ReservedConcurrentExecutions: 5 } },
  };
  const finding = (rule: string, resource: string, scanner: 'checkov' | 'cfn-guard' = 'checkov') => ({
    ...{ scanner, rule, resource, message: '' },
  });
  it.each([
    ['that is accepted there', finding('CKV_AWS_115', 'Plain'), 0],
    ['at a resource that does what is asked', finding('CKV_AWS_115', 'Bounded'), 1],
    ['by a rule that nobody has accepted', finding('CKV_AWS_999', 'Plain'), 1],
    ['by another scanner', finding('CKV_AWS_115', 'Plain', 'cfn-guard'), 1],
    ['about the whole template', finding('CKV_AWS_115', ''), 1],
  ])('%s', (_name, one, fresh) => expect(judge(resources, [one]).fresh).toHaveLength(fresh));

  it('that nobody makes any more is stale', () => {
    const { found } = judge(resources, [finding('CKV_AWS_115', 'Plain')]);
    const rules = stale('checkov', found).map(({ rule }) => rule);
    expect(rules).not.toContain('CKV_AWS_115');
    expect(rules).toContain('CKV_AWS_116');
  });
});

it('suppressions stand beside what else a resource says of itself', () => {
  const resource = { Type: 'AWS::Lambda::Function', Properties: {}, Metadata: { owner: 'us' } };
  expect(metadataOf(resource)).toMatchObject({ owner: 'us', checkov: { skip: expect.anything() } });
  expect(metadataOf({ Type: 'AWS::IAM::Role', Metadata: { owner: 'us' } })).toEqual({ owner: 'us' });
  expect(acceptedAt({ Type: 'AWS::IAM::Role' })).toEqual([]);
});
