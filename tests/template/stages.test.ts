import { describe, expect, it } from 'vitest';
import { at, type CompiledTemplate, compiled } from '#tests/support/compiled.ts';

const LOG_LEVEL = 'properties.Environment.Variables.POWERTOOLS_LOG_LEVEL';
const VERSIONING = 'properties.VersioningConfiguration.Status';
const RESERVED = 'properties.ReservedConcurrentExecutions';

const ORIGINS = 'properties.CorsConfiguration.CorsRules.0.AllowedOrigins';
const ours = 'https://photos.example.com';

/** What a resource has at a path; undefined where there is nothing. */
const get = (template: CompiledTemplate, logicalId: string, path: string): unknown =>
  at(
    template.resources.find((resource) => resource.logicalId === logicalId),
    path,
  );

describe('stages differ where teams need it, and nowhere else', async () => {
  const [dev, staging, prod] = await Promise.all([compiled('dev'), compiled('staging'), compiled('prod')]);

  it.each([
    ['logs are kept', 'ImageConvertLogGroup', 'properties.RetentionInDays', [14, 30, 365]],
    ['logs of workflows too', 'OrderProcessingLogGroup', 'properties.RetentionInDays', [14, 30, 365]],
    ['level of logs', 'ImageConvertLambdaFunction', LOG_LEVEL, ['DEBUG', 'INFO', 'INFO']],
    ['photos outlive the stack', 'SourceBucket', 'deletionPolicy', ['Delete', 'Delete', 'Retain']],
    ['variants outlive the stack', 'OutputBucket', 'deletionPolicy', ['Delete', 'Delete', 'Retain']],
    ['work never does', 'WorkBucket', 'deletionPolicy', ['Delete', 'Delete', 'Delete']],
    ['tables outlive the stack', 'OrdersTable', 'deletionPolicy', ['Delete', 'Delete', 'Retain']],
    ['tables refuse deletion', 'OrdersTable', 'properties.DeletionProtectionEnabled', [false, false, true]],
    ['photos keep versions', 'SourceBucket', VERSIONING, ['Suspended', 'Enabled', 'Enabled']],
    ['pages may upload', 'SourceBucket', ORIGINS, [['*'], [ours], [ours]]],
    ['alarms call', 'OrderNeedsAttentionAlarm', 'properties.ActionsEnabled', [false, true, true]],
    ['conversions at once', 'ImageConvertLambdaFunction', RESERVED, [undefined, undefined, 100]],
    ['inspections at once', 'ImageInspectLambdaFunction', RESERVED, [undefined, undefined, 100]],
    ['logs outlive the stack', 'ImageConvertLogGroup', 'deletionPolicy', ['Delete', 'Delete', 'Retain']],
    ['so do undelivered orders', 'OrdersUndeliveredQueue', 'deletionPolicy', ['Delete', 'Delete', 'Retain']],
    ['chip', 'ImageConvertLambdaFunction', 'properties.Architectures.0', ['arm64', 'arm64', 'arm64']],
  ])('%s', (_, logicalId, path, expected) => {
    expect([dev, staging, prod].map((template) => get(template, logicalId, path))).toEqual(expected);
  });

  it('consist of the same resources', () => {
    const ids = (template: CompiledTemplate) => template.resources.map(({ logicalId }) => logicalId).sort();
    expect([ids(staging), ids(prod)]).toEqual([ids(dev), ids(dev)]);
  });
});
