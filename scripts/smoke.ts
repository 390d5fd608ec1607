import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import sharp from 'sharp';
import { watch } from '#local/cli/once/watch.ts';
import { samplePhoto } from '#local/cli/sample-photo.ts';
import { systemClock } from '#local/clock.ts';
import { connectLab } from '#local/lab/connect.ts';
import type { Lab } from '#local/lab/lab.ts';
import type { Outcome } from '#local/lab/outcome.ts';
import { runCommand } from './lib/command.ts';
import { checkedStage, STAGE_OPTION } from './lib/framework.ts';

const PATIENCE_MS = 3 * 60_000;
const say = (line: string) => void process.stdout.write(`${line}\n`);

async function develop(lab: Lab, key: string): Promise<Outcome> {
  await lab.s3.send(new PutObjectCommand({ Bucket: lab.names.sourceBucket, Key: key, Body: await samplePhoto() }));
  let outcome: Outcome | undefined;
  await watch(lab, [key], { clock: systemClock, patienceMs: PATIENCE_MS, onOutcome: (found) => (outcome = found) });
  if (outcome?.status !== 'READY') throw new Error(`${key} is ${outcome?.status}: ${outcome?.reason?.message}`);
  return outcome;
}

/** Every variant opens and is as large as the table says. */
async function checkVariants({ s3, names }: Lab, { variants }: Outcome): Promise<void> {
  if (variants.length === 0) throw new Error('The photo is READY, but has no variants.');
  for (const { key, width, height } of variants) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: names.outputBucket, Key: key }));
    const picture = await sharp(await Body?.transformToByteArray()).metadata();
    if (picture.width !== width || picture.height !== height) {
      throw new Error(`${key} is ${picture.width} x ${picture.height}, not ${width} x ${height}.`);
    }
  }
}

/** Deletes the photo and waits until nothing that was made of it is left. */
async function cleanUp(lab: Lab, key: string, { variants }: Outcome): Promise<void> {
  await lab.s3.send(new DeleteObjectCommand({ Bucket: lab.names.sourceBucket, Key: key }));
  const giveUpAt = Date.now() + PATIENCE_MS;
  for (const variant of variants) {
    while (await exists(lab, variant.key)) {
      if (Date.now() > giveUpAt)
        throw new Error(`${variant.key} is still there ${PATIENCE_MS / 1000} s after its photo was deleted.`);
      await systemClock.sleep(500);
    }
  }
}

async function exists({ s3, names }: Lab, key: string): Promise<boolean> {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: names.outputBucket, Key: key, Range: 'bytes=0-0' }));
    await Body?.transformToByteArray();
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchKey') return false;
    throw error;
  }
}

await runCommand({
  help: `npm run smoke [-- --stage NAME]
Tries a deployed stage, or with AWS_ENDPOINT_URL set the system behind that endpoint: uploads a photo, waits for its
variants, opens each, deletes the photo and waits until everything made of it is gone.
`,
  options: STAGE_OPTION,
  async run({ stage }) {
    const lab = await connectLab({ stackName: `darkroom-${checkedStage(stage)}` });
    const key = `smoke/${crypto.randomUUID()}.jpg`;
    say(`uploading ${key} to ${lab.names.sourceBucket}`);
    const outcome = await develop(lab, key);
    say(`developed into ${outcome.variants.length} variants`);
    await checkVariants(lab, outcome);
    say('every variant opens and has its size');
    await cleanUp(lab, key, outcome);
    say('deleted, and nothing made of it is left');
    return 0;
  },
});
