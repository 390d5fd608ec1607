import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Fault } from '@safelight/local/faults/fault';
import { labConsole } from '#lab/console/console.ts';
import { definitionSources, workflowsIn } from '#lab/console/definitions.ts';
import { studyDefinitions } from '#lab/console/study/definitions.ts';
import { root } from '#tests/support/root.ts';
import { startSystem, type TestLab } from '#tests/support/system.ts';

/** A lab to walk through: its definitions are copies that may be changed, and it can be started again. */
export interface OpenLab {
  readonly system: TestLab;
  readonly definitions: string;
  restart(meanwhile: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

export async function openLab(faults: readonly Fault[] = []): Promise<OpenLab> {
  const parent = await mkdtemp(join(tmpdir(), 'browser-'));
  const definitions = join(parent, 'statemachines');
  await cp(join(root, 'statemachines'), definitions, { recursive: true });
  const sources = definitionSources([
    studyDefinitions(pathToFileURL(join(root, 'study/'))),
    workflowsIn(pathToFileURL(`${definitions}/`)),
  ]);
  const kept = { dataDir: join(parent, 'data'), keepData: true };
  const options = { ...kept, faults, console: { ...labConsole, definitions: sources } };
  const system = await startSystem(options);
  let running = system;
  return {
    system,
    definitions,
    async restart(meanwhile) {
      await running.close();
      await meanwhile();
      running = await startSystem({ ...options, port: Number(new URL(system.endpoint).port) });
    },
    async close() {
      await running.close();
      await rm(parent, { recursive: true });
    },
  };
}
