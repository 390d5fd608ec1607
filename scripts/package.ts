import { runCommand } from '@safelight/local/cli/command';
import { variantsOf } from '../functions/shared/variants.ts';
import { checkedStage, framework, STAGE_OPTION } from './lib/framework.ts';

await runCommand({
  help: `npm run package [-- --stage NAME]
Compiles .serverless/: the CloudFormation template, and in .build/functions a zip for each function. Needs no credentials.
`,
  options: STAGE_OPTION,
  async run({ stage }) {
    // A mistake there is told in a sentence of its own, before the framework wraps it in its words.
    variantsOf(checkedStage(stage));
    return framework('package', '--stage', stage);
  },
});
