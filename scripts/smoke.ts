import { systemClock } from '@safelight/asl/clock';
import { runCommand } from '@safelight/local/cli/command';
import { UsageError } from '@safelight/local/cli/usage';
import { connectLab } from '#lab/connect.ts';
import { eachOf } from './lib/each-of.ts';
import { checkedStage, STAGE_OPTION } from './lib/framework.ts';
import { say } from './lib/say.ts';
import { smokeOrder } from './orders/smoke.ts';
import { checkVariants, developPhoto, removePhoto, type SmokeDeps } from './smoke/photo.ts';

await runCommand({
  help: `npm run smoke [-- --stage NAME] [--patience SECONDS]
Tries a deployed stage, or with AWS_ENDPOINT_URL set the system behind that endpoint: uploads a photo, waits for its
variants, opens each,
orders a print of it,
deletes the photo and waits until everything made of it is gone.
  --patience SECONDS   how long each of these may take (180)
`,
  options: { ...STAGE_OPTION, patience: { type: 'string', default: '180' } },
  async run({ stage, patience }) {
    const deps: SmokeDeps = { clock: systemClock, patienceMs: checkedPatience(patience) * 1000, say };
    const lab = await connectLab({ stackName: `darkroom-${checkedStage(stage)}` });
    const key = `smoke/${crypto.randomUUID()}.jpg`;
    const outcome = await developPhoto(lab, key, deps);
    const variants = () => checkVariants(lab, outcome).then(() => say('every variant opens and has its size'));
    const removal = () =>
      removePhoto(lab, key, outcome, deps).then(() => say('deleted, and nothing made of it is left'));
    // What fails in between leaves nothing behind, and does not hide what comes next.
    const steps: readonly (readonly [string, () => Promise<void>])[] = [
      ['The variants', variants],
      ['The order', () => smokeOrder(stage, key, deps)],
      ['The removal', removal],
    ];
    const failed = await eachOf(
      steps,
      ([name]) => name,
      ([, step]) => step(),
    );
    return failed === 0 ? 0 : 1;
  },
});

function checkedPatience(seconds: string): number {
  if (/^[1-9]\d{0,4}$/.test(seconds)) return Number(seconds);
  throw new UsageError(`--patience takes a number of seconds, not ${seconds}.`);
}
