import { spawn } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { GetObjectCommand, PutObjectCommand, S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { expect, it, onTestFinished } from 'vitest';

const program = join(import.meta.dirname, '../support/lone-system.ts');
/** Above what a small system has open, and few enough to be used up at once. */
const HANDLES = 150;

it.skipIf(process.platform === 'win32')(
  'a system without file handles says so in one line, stays, and goes on afterwards',
  async () => {
    const words = ['-c', `ulimit -n ${HANDLES}; exec "$0" "$1"`, process.execPath, program];
    const child = spawn('sh', words, { stdio: ['pipe', 'pipe', 'inherit'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const next = async (): Promise<string> => (await lines.next()).value ?? '';
    const connection: S3ClientConfig & { readonly endpoint: string } = JSON.parse(await next());
    const s3 = new S3Client(connection);
    const object = { Bucket: 'small', Key: 'a' };
    await s3.send(new PutObjectCommand({ ...object, Body: 'kept' }));
    const { hostname, port } = new URL(connection.endpoint);
    const sockets: Socket[] = [];
    for (let index = 0; index < HANDLES; index++) sockets.push(connect(Number(port), hostname).on('error', () => {}));
    expect(await next()).toMatch(/^No file handles are left: /);
    for (const socket of sockets) socket.destroy();
    expect(await next()).toBe('There are file handles again.');
    await s3.send(new PutObjectCommand({ ...object, Key: 'b', Body: 'new' }));
    expect(await (await s3.send(new GetObjectCommand(object))).Body?.transformToString()).toBe('kept');
    s3.destroy();
    child.stdin.end();
    expect(await next()).toBe('');
  },
);
