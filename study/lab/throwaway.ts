import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSystem, type System } from '@safelight/local/system';
import { TurnableClock } from '@safelight/local/system/turnable-clock';
import { studyClients } from './clients.ts';
import { StudyLab } from './lab.ts';
import type { Resources } from './stack.ts';

/** A local system of an experiment's own, on a port and in a folder of its own. */
export interface Throwaway {
  readonly lab: StudyLab;
  readonly system: System;
  /** Ends it and removes its folder. */
  close(): Promise<void>;
  /** Removes its folder alone: for when the whole process ends. */
  clear(): void;
}

interface ThrowawayOptions {
  /** The repository, where the functions lie. */
  readonly root: string;
  readonly resources: Resources;
  /** 0 is any free one. */
  readonly port: number;
}

/** Boots it. Rejects with StartupError or TemplateError, one line each. */
export async function throwaway({ root, resources, port }: ThrowawayOptions): Promise<Throwaway> {
  const folder = mkdtempSync(join(tmpdir(), 'darkroom-study-'));
  const dataDir = join(folder, 'data');
  const clear = () => rmSync(folder, { recursive: true, force: true });
  try {
    const templatePath = join(folder, 'template.json');
    writeFileSync(templatePath, JSON.stringify({ Resources: resources }));
    const clock = new TurnableClock();
    const system = await createSystem({
      ...{
        templatePath,
        root,
        dataDir,
        port,
        clock,
        service: 'darkroom',
        stage: 'study',
        region: 'us-east-1',
        permissions: 'on',
      },
      log: () => undefined,
    });
    const clients = studyClients(system, clock);
    return {
      system,
      lab: new StudyLab(clients, clock),
      clear,
      async close() {
        for (const client of Object.values(clients)) client.destroy();
        await system.close().finally(clear);
      },
    };
  } catch (error) {
    clear();
    throw error;
  }
}
