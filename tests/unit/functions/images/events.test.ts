import { readdirSync, readFileSync } from 'node:fs';
import { S3EventNotificationEventBridgeSchema } from '@aws-lambda-powertools/parser/schemas/s3';
import { describe, expect, it } from 'vitest';
import { cleanupInput, convertInput, inspectInput, metadataInput, resizeInput } from '#functions/images/inputs.ts';
import { reportInput } from '#functions/library/report-input.ts';
import { parseInput } from '#functions/shared/input.ts';

const folder = new URL('../../../../events/', import.meta.url);
const sample = (name: string): unknown => JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));

describe('the samples in events/', () => {
  it.each([
    ['image-inspect', inspectInput],
    ['image-resize', resizeInput],
    ['image-convert', convertInput],
    ['image-cleanup', cleanupInput],
    ['image-metadata', metadataInput],
    ['library-report', reportInput],
    ['s3-object-created', S3EventNotificationEventBridgeSchema],
    ['s3-object-deleted', S3EventNotificationEventBridgeSchema],
  ])('%s is what its consumer takes', (name, schema) => {
    expect(() => parseInput<unknown>(schema, sample(name))).not.toThrow();
  });

  it('are all in the table', () => {
    const table = readFileSync(new URL('README.md', folder), 'utf8');
    const missing = readdirSync(folder).filter((file) => file.endsWith('.json') && !table.includes(`\`${file}\``));
    expect(missing.filter((file) => /^(image|library|s3)-/.test(file))).toEqual([]);
  });
});
