import { readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { runCommand } from '@safelight/local/cli/command';
import { pythonTools } from '../lib/python-tools.ts';
import { limitsOf, type Model } from '../lib/response-limits.ts';

const BOTOCORE = 'botocore==1.43.11';
const root = join(import.meta.dirname, '../..');
const TARGET = join(root, 'packages/local/src/services/states/test-state/limits');

/** Our SDK clients, by the folder that botocore keeps the service's model in. */
const SERVICES = {
  cloudformation: 'cloudformation',
  cloudwatch: 'cloudwatch',
  'cloudwatch-logs': 'logs',
  dynamodb: 'dynamodb',
  eventbridge: 'events',
  lambda: 'lambda',
  s3: 's3',
  sfn: 'stepfunctions',
  sns: 'sns',
  sts: 'sts',
} as const;

const moduleText = (client: string, text: string): string =>
  `/** Written by \`npm run docs:limits\`, from ${BOTOCORE}. */\nexport const ${client.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())} = \`\n${text}\n\`;\n`;

await runCommand({
  help: `Usage: npm run docs:limits\n\nWrites what service models say of the values in answers, which SDK clients leave out, from ${BOTOCORE} (Apache-2.0).\n`,
  options: {},
  async run() {
    const data = await dataFolder();
    for (const [client, folder] of Object.entries(SERVICES)) {
      const text = limitsOf(await readModel(join(data, folder)));
      await writeFile(join(TARGET, `${client}.ts`), moduleText(client, text));
    }
    return 0;
  },
});

async function dataFolder(): Promise<string> {
  const lib = join(dirname(await pythonTools(root, BOTOCORE)), 'lib');
  const [python = ''] = await readdir(lib);
  return join(lib, python, 'site-packages/botocore/data');
}

async function readModel(folder: string): Promise<Model> {
  const version = (await readdir(folder)).toSorted().at(-1) ?? '';
  // The shape of a service model is botocore's.
  return JSON.parse(gunzipSync(await readFile(join(folder, version, 'service-2.json.gz'))).toString()) as Model;
}
