import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { runCommand } from '@safelight/local/cli/command';
import { UsageError } from '@safelight/local/cli/usage';
import { connectLab } from '#lab/connect.ts';
import type { Lab } from '#lab/lab.ts';
import { outcomeOf } from '#lab/outcome.ts';
import { checkedStage, STAGE_OPTION } from '../lib/framework.ts';

const HELP = `npm run photos:link -- KEY [--download] [--expires SECONDS] [--stage NAME]
Signs a request for somebody who has no credentials: to upload the photo KEY or, with --download, to read its variants.
  --expires SECONDS  for how long it is good; 900 by default, at most 604800 (a week)
With AWS_ENDPOINT_URL set (npm start prints it) it is for the system there.
`;

const WEEK = 604_800;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html */
function checkedExpiry(text: string): number {
  const seconds = Number(text);
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= WEEK) return seconds;
  throw new UsageError(`--expires is a whole number of seconds from 1 to ${WEEK}.`);
}

/** By default the SDK would sign the checksum of the empty body that it has at hand, and S3 refuse any other. */
const signer = new S3Client({ requestChecksumCalculation: 'WHEN_REQUIRED' });

async function uploadLink({ names }: Lab, key: string, expiresIn: number): Promise<string> {
  const url = await getSignedUrl(signer, new PutObjectCommand({ Bucket: names.sourceBucket, Key: key }), { expiresIn });
  return `curl --upload-file PHOTO '${url}'`;
}

async function downloadLinks({ dynamodb, names }: Lab, key: string, expiresIn: number): Promise<string> {
  const { Item } = await dynamodb.send(new GetCommand({ TableName: names.imagesTable, Key: { key } }));
  const outcome = outcomeOf(key, Item);
  if (outcome?.status !== 'READY')
    throw new Error(`${key} is not developed: ${outcome?.reason?.message ?? 'nothing is known of it'}`);
  const links = outcome.variants.map(async (variant) => {
    const url = await getSignedUrl(signer, new GetObjectCommand({ Bucket: names.outputBucket, Key: variant.key }), {
      expiresIn,
    });
    return `${variant.format} ${variant.width} x ${variant.height}\n  ${url}`;
  });
  return (await Promise.all(links)).join('\n');
}

await runCommand({
  help: HELP,
  options: { ...STAGE_OPTION, download: { type: 'boolean' }, expires: { type: 'string', default: '900' } },
  operands: ['KEY'],
  async run({ stage, download, expires }, [key = '']) {
    const expiresIn = checkedExpiry(expires);
    const lab = await connectLab({ stackName: `darkroom-${checkedStage(stage)}` });
    const link = download ? downloadLinks : uploadLink;
    process.stdout.write(`${await link(lab, key, expiresIn)}\n`);
    return 0;
  },
});
