import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSystem, type System, type SystemOptions } from '#local/system.ts';

export interface TestSystem extends System {
  readonly dataDir: string;
  /** What the system told whoever runs it. */
  readonly lines: readonly string[];
}

export type TestSystemOptions = Partial<SystemOptions> & {
  /** The folder of `serverless.yml`, where functions are found. */
  readonly root: string;
  /** A template as an object, or the path of a compiled one. */
  readonly template: object | string;
  /** Leaves the data folder where it is at the end, for another boot. */
  readonly keepData?: boolean;
};

/** A whole system on a free port, for tests. Close it at the end: that also removes its data folder. */
export async function startSystem({ template, keepData = false, ...options }: TestSystemOptions): Promise<TestSystem> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'local-system-'));
  const lines: string[] = [];
  const system = await createSystem({
    templatePath: typeof template === 'string' ? template : write(dataDir, template),
    dataDir,
    service: 'test',
    region: 'us-east-1',
    stage: 'dev',
    port: 0,
    permissions: 'on',
    log: (line) => lines.push(line),
    ...options,
  });
  return {
    ...system,
    dataDir,
    lines,
    async close() {
      await system.close();
      if (!keepData) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function write(dataDir: string, template: object): string {
  const path = join(dataDir, 'template.json');
  writeFileSync(path, JSON.stringify(template));
  return path;
}
