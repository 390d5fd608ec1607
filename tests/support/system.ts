import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compiledTemplate } from '#local/compile/compile.ts';
import { connectLab } from '#local/lab/connect.ts';
import type { Lab } from '#local/lab/lab.ts';
import { createSystem, type System, type SystemOptions } from '#local/system.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export interface TestSystem extends System {
  readonly dataDir: string;
  /** What the system told whoever runs it. */
  readonly lines: readonly string[];
  /** Clients as a user has them, and the names of the stack. */
  lab(): Promise<Lab>;
}

type TestSystemOptions = Partial<SystemOptions> & {
  /** A template of the test's own; otherwise the project's. */
  readonly template?: object;
  /** Leaves the data folder where it is at the end, for another boot. */
  readonly keepData?: boolean;
};

/** Boots a whole system on a free port. Close it at the end: that also removes its data folder. */
export async function startSystem({
  template,
  keepData = false,
  ...options
}: TestSystemOptions = {}): Promise<TestSystem> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'darkroom-system-'));
  const lines: string[] = [];
  const templatePath = template === undefined ? await projectTemplate(options.stage) : write(dataDir, template);
  const system = await createSystem({
    templatePath,
    root,
    dataDir,
    stage: 'dev',
    port: 0,
    permissions: 'on',
    log: (line) => lines.push(line),
    ...options,
  });
  const { endpoint, region, credentials, stack } = system;
  return {
    ...system,
    dataDir,
    lines,
    lab: () => connectLab({ stackName: stack.name, endpoint, region, credentials }),
    async close() {
      await system.close();
      if (!keepData) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Compiled by the framework the first time, which takes seconds. */
export const projectTemplate = (stage = 'dev'): Promise<string> => compiledTemplate({ root, stage });

function write(dataDir: string, template: object): string {
  const path = join(dataDir, 'template.json');
  writeFileSync(path, JSON.stringify(template));
  return path;
}
