import { runCommand } from '@safelight/local/cli/command';
import { checkedStage, framework, STAGE_OPTION } from './lib/framework.ts';

await runCommand({
  help: `npm run deploy [-- --stage NAME]
Packages and deploys a stage with the credentials of the environment; with AWS_ENDPOINT_URL set, to that endpoint.
Running it again upgrades the stage in place.
`,
  options: STAGE_OPTION,
  run: ({ stage }) => framework('deploy', '--stage', checkedStage(stage)),
});
