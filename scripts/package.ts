import { dirname, join } from 'node:path';
import { runCommand } from '@safelight/local/cli/command';
import { variantsOf } from '../functions/shared/variants.ts';
import { checkedStage, framework, STAGE_OPTION } from './lib/framework.ts';
import { writeBom } from './lib/sbom.ts';

const root = dirname(import.meta.dirname);
const BOM = join(root, '.build/sbom.cdx.json');

/** What is packaged is whole without it. */
function tellNoBom(error: unknown): void {
  const why = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${BOM} could not be written: ${why.replaceAll(/\s+/g, ' ')}\n`);
}

await runCommand({
  help: `npm run package [-- --stage NAME]
Compiles .serverless/: the CloudFormation template, and in .build/functions a zip for each function. Needs no credentials.
.build/sbom.cdx.json lists what functions are made from, with licences and hashes (CycloneDX).
`,
  options: STAGE_OPTION,
  async run({ stage }) {
    // A mistake there is told in a sentence of its own, before the framework wraps it in its words.
    variantsOf(checkedStage(stage));
    const code = await framework('package', '--stage', stage);
    if (code === 0) await writeBom(root, BOM).catch(tellNoBom);
    return code;
  },
});
