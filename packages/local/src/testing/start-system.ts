import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSystem, type System, type SystemOptions } from '#local/system/system.ts';

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

interface Template {
  readonly templatePath: string;
  readonly discard: () => void;
}

/** A whole system on a free port, for tests. Close it at the end: that also removes its data folder. */
export async function startSystem({ template, keepData = false, ...options }: TestSystemOptions): Promise<TestSystem> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'local-system-'));
  const lines: string[] = [];
  const { templatePath, discard } = typeof template === 'string' ? given(template) : write(template);
  const system = await createSystem({
    templatePath,
    dataDir,
    service: 'test',
    region: 'us-east-1',
    stage: 'dev',
    port: 0,
    permissions: 'on',
    log: (line) => lines.push(line),
    ...options,
  }).finally(discard);
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

const given = (templatePath: string): Template => ({ templatePath, discard: () => {} });

/** Beside the data folder, which is taken for somebody else's where it holds anything. */
function write(template: object): Template {
  const folder = mkdtempSync(join(tmpdir(), 'local-template-'));
  const templatePath = join(folder, 'template.json');
  writeFileSync(templatePath, JSON.stringify(template));
  return { templatePath, discard: () => rmSync(folder, { recursive: true }) };
}
