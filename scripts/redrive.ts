import { runCommand } from '@safelight/local/cli/command';
import { connectLab } from '#lab/connect.ts';
import { checkedStage, STAGE_OPTION } from './lib/framework.ts';
import { redrivePhotos } from './lib/redrive.ts';
import { say } from './lib/say.ts';

await runCommand({
  help: `npm run redrive [-- --stage NAME --dry-run]
Goes on with the photos of a stage, or with AWS_ENDPOINT_URL set of the system behind that endpoint, whose execution ended
before its work was done: redrives those that TIMED_OUT, were ABORTED or FAILED half way, in the last 14 days, and starts the
event of those that are FAILED by the lab again. Photos that were rejected, or uploaded again since, are left alone.
  --dry-run   only says what it would do
Exit code 1 if anything is left to do.
`,
  options: { ...STAGE_OPTION, 'dry-run': { type: 'boolean', default: false } },
  async run({ stage, 'dry-run': dryRun }) {
    const lab = await connectLab({ stackName: `darkroom-${checkedStage(stage)}` });
    const left = await redrivePhotos(lab, { dryRun, say });
    say(left === 0 ? 'Nothing is left to redrive.' : `${left} executions are left.`);
    return left === 0 ? 0 : 1;
  },
});
