import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IAMClient, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '#tests/support/root.ts';
import { projectTemplate } from '#tests/support/system.ts';

/** What `npm start` has printed when it is ready, and its end. */
async function start(data: string, words: readonly string[]) {
  const child = spawn(process.execPath, [join(root, 'lab/main.ts'), '--port', '0', '--data', data, ...words], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines = { out: '', err: '' };
  child.stderr.on('data', (chunk) => {
    lines.err += chunk;
  });
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error(lines.err)));
    child.stdout.on('data', (chunk) => {
      lines.out += chunk;
      if (/^ready /m.test(lines.out)) resolve();
    });
  });
  const exported = (name: string) => new RegExp(`^export ${name}=(.*)$`, 'm').exec(lines.out)?.[1] ?? '';
  const config = {
    endpoint: exported('AWS_ENDPOINT_URL'),
    region: exported('AWS_REGION'),
    credentials: {
      accessKeyId: exported('AWS_ACCESS_KEY_ID'),
      secretAccessKey: exported('AWS_SECRET_ACCESS_KEY'),
    },
  };
  const stop = async () => {
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  return { config, lines, stop };
}

type Started = Awaited<ReturnType<typeof start>>;

/** The function that inspects photos tries to write one: its role may only read. */
async function writeAsInspect({ config }: Started): Promise<number | undefined> {
  const RoleName = 'darkroom-dev-image-inspect';
  const statement = { Effect: 'Allow', Principal: { AWS: '000000000000' }, Action: 'sts:AssumeRole' };
  // It trusts Lambda alone, until somebody says otherwise.
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await new IAMClient(config).send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
  const RoleArn = `arn:aws:iam::000000000000:role/${RoleName}`;
  const { Credentials: keys } = await new STSClient(config).send(
    new AssumeRoleCommand({ RoleArn, RoleSessionName: 'curious' }),
  );
  const credentials = {
    accessKeyId: keys?.AccessKeyId ?? '',
    secretAccessKey: keys?.SecretAccessKey ?? '',
    ...(keys?.SessionToken !== undefined && { sessionToken: keys.SessionToken }),
  };
  const put = new PutObjectCommand({ Bucket: 'darkroom-dev-000000000000-source', Key: 'no-photo', Body: 'text' });
  return (await new S3Client({ ...config, credentials }).send(put)).$metadata.httpStatusCode;
}

const REFUSAL =
  /is not authorized to perform: s3:PutObject on resource: "?arn:aws:s3:::darkroom-dev-000000000000-source/;

describe.each([
  { words: [], refuses: true },
  { words: ['--permissions', 'off'], refuses: false },
])('npm start -- $words', ({ words, refuses }) => {
  let folder: string;
  let system: Started;
  beforeAll(async () => {
    await projectTemplate();
    folder = await mkdtemp(join(tmpdir(), 'darkroom-permissions-'));
    system = await start(join(folder, 'data'), words);
  });
  afterAll(async () => {
    await system.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it(refuses ? 'refuses what a role may not do, and names it' : 'lets a role do what it may not', async () => {
    const written = writeAsInspect(system);
    if (refuses) {
      await expect(written).rejects.toMatchObject({ name: 'AccessDenied', message: expect.stringMatching(REFUSAL) });
      // The line comes by a pipe of its own, which the answer may overtake.
      await expect.poll(() => system.lines.err, { timeout: 20_000 }).toMatch(/s3:PutObject/);
    } else {
      expect(await written).toBe(200);
      expect(system.lines.err).not.toMatch(/s3:PutObject/);
    }
  });
});
