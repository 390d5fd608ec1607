import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '@safelight/local/cli/command';
import { checkOrigins } from './lib/check-origins.ts';
import { checkedStage, framework, STAGE_OPTION } from './lib/framework.ts';

await runCommand({
  help: `npm run deploy [-- --stage NAME]
Packages and deploys a stage with the credentials of the environment; with AWS_ENDPOINT_URL set, to that endpoint.
Running it again upgrades the stage in place.
`,
  options: STAGE_OPTION,
  async run({ stage }) {
    const settings = readFileSync(join(import.meta.dirname, '../serverless/stages.yml'), 'utf8');
    // Another endpoint is a trial; AWS is not.
    if (process.env.AWS_ENDPOINT_URL === undefined) checkOrigins(checkedStage(stage), settings);
    return framework('deploy', '--stage', checkedStage(stage));
  },
});
