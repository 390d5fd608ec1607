import { readFile } from 'node:fs/promises';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import type { Flow } from '#tests/permissions/flow.ts';

/** A photo may go at any moment: each step that reads it is asked for one that has gone by then. */
const gone = (name: string, change: object = {}): Flow => ({
  name: `${name} finds its photo gone`,
  async run({ lambda, sourceBucket }, id) {
    const sample = JSON.parse(await readFile(new URL(`../../../events/${name}.json`, import.meta.url), 'utf8'));
    const event = { ...sample, bucket: sourceBucket, key: `${id}.png`, ...change };
    const FunctionName = `darkroom-dev-${name === 'image-metadata' ? 'metadata-read' : name}`;
    await lambda.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) }));
  },
});

const size = { width: 48, height: 32 };

export const stepFlows: readonly Flow[] = [
  gone('image-resize'),
  gone('image-metadata'),
  gone('image-convert', {
    handover: { ...size, variants: [{ format: 'webp', from: 'source', ...size }] },
  }),
];
