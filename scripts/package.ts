import { runCommand } from './lib/command.ts';
import { checkedStage, framework, STAGE_OPTION } from './lib/framework.ts';

await runCommand({
  help: `npm run package [-- --stage NAME]
Compiles .serverless/: the CloudFormation template, and in .build/functions a zip for each function. Needs no credentials.
`,
  options: STAGE_OPTION,
  run: ({ stage }) => framework('package', '--stage', checkedStage(stage)),
});
