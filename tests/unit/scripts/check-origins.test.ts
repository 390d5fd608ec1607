import { expect, it } from 'vitest';
import { checkOrigins } from '../../../scripts/lib/check-origins.ts';

const stages = (origins: string) => `prod:\n  uploadOrigins: ${origins}\ndev:\n  uploadOrigins: ['*']\n`;

it.each(['[https://photos.example.com]', '[https://example.com]', "['*']", '[https://a.org, https://b.example.org]'])(
  'prod is not deployed with the origins %s',
  (origins) => {
    expect(() => checkOrigins('prod', stages(origins))).toThrow(
      /^uploadOrigins of prod in serverless.stages.yml is still/,
    );
  },
);

it.each([
  ['prod', '[https://photos.my-example.company]'],
  ['prod', '[]'],
  ['dev', '[https://photos.example.com]'],
])('%s is, with %s', (stage, origins) => {
  expect(() => checkOrigins(stage, stages(origins))).not.toThrow();
});
