import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { samplePhoto } from '#lab/sample-photo.ts';

const COMMAND_MS = 180_000;
const BOOT_MS = 150_000;

/** A reader of one page: a folder that looks like a clone, a shell, and a system that runs from the first command that needs one. */
export interface Session {
  run(command: string): Promise<{ readonly code: number; readonly lines: readonly string[] }>;
  close(): void;
}

/** @param path folders of programs that go first, such as the AWS CLI's */
export async function openSession(root: string, path: readonly string[]): Promise<Session> {
  const folder = mkdtempSync(join(tmpdir(), 'darkroom-docs-'));
  for (const name of readdirSync(root)) if (!name.startsWith('.')) symlinkSync(join(root, name), join(folder, name));
  const photo = await samplePhoto();
  for (const name of ['holiday.jpg', 'sample.jpg']) await writeFile(join(folder, name), photo);
  const environment: Record<string, string | undefined> = {
    ...process.env,
    PATH: [...path, process.env.PATH].join(':'),
    npm_config_loglevel: 'silent',
    ...{ AWS_PAGER: '', AWS_EC2_METADATA_DISABLED: 'true', NO_COLOR: '1' },
    ...{ AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null' },
  };
  let system: ChildProcess | undefined;
  return {
    async run(command) {
      if (system === undefined && NEEDS_SYSTEM.test(command)) {
        const sample = NEEDS_SAMPLE.test(command);
        const words = ['--port', '0', '--data', join(folder, '.data'), ...(sample ? [] : ['--no-sample'])];
        system = spawn(process.execPath, ['lab/main.ts', ...words], { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] });
        Object.assign(environment, await exportsOf(system, sample ? / placed: /m : /^ready /m));
      }
      return shell(command, folder, environment);
    },
    close() {
      system?.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A photo that is developed, and an order. */
const NEEDS_SAMPLE = /npm run orders/;
const NEEDS_SYSTEM = /\baws |npm run (?:orders|photos|library|cost|redrive|check:consistency)/;

/** What a system prints to be put into another shell, once it is ready. */
function exportsOf(system: ChildProcess, ready: RegExp): Promise<Readonly<Record<string, string>>> {
  return new Promise((resolve, reject) => {
    let text = '';
    const timer = setTimeout(() => reject(new Error('npm start was not ready in time.')), BOOT_MS);
    system.once('exit', () => reject(new Error(`npm start ended: ${text}`)));
    system.stdout?.on('data', (chunk) => {
      text += chunk;
      if (!ready.test(text)) return;
      clearTimeout(timer);
      resolve(Object.fromEntries([...text.matchAll(/^export (\w+)=(.+)$/gm)].map(([, name, value]) => [name, value])));
    });
  });
}

function shell(command: string, cwd: string, env: Readonly<Record<string, string | undefined>>) {
  return new Promise<{ code: number; lines: readonly string[] }>((resolve) => {
    execFile('bash', ['-o', 'pipefail', '-c', command], { cwd, env, timeout: COMMAND_MS }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : 1, lines: `${stdout}${stderr}`.split('\n') });
    });
  });
}
