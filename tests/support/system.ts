import { compiledTemplate } from '@safelight/local/compile/compile';
import { compiledService } from '@safelight/local/compile/service';
import { startSystem as start, type TestSystem, type TestSystemOptions } from '@safelight/local/testing/start-system';
import { connectLab } from '#lab/connect.ts';
import { labConsole } from '#lab/console/console.ts';
import type { Lab } from '#lab/lab.ts';
import { root } from '#tests/support/root.ts';

export interface TestLab extends TestSystem {
  /** Clients as a user has them, and the names of the stack. */
  lab(): Promise<Lab>;
}

/** Boots the whole lab on a free port, or a template of the test's own. Close it at the end. */
export async function startSystem(options: Partial<TestSystemOptions> = {}): Promise<TestLab> {
  const template = options.template ?? (await projectTemplate(options.stage));
  const own = typeof template === 'string' ? await compiledService(template) : { service: 'darkroom' };
  const system = await start({ root, ...own, console: labConsole, ...options, template });
  const { endpoint, region, credentials, stack } = system;
  return { ...system, lab: () => connectLab({ stackName: stack.name, endpoint, region, credentials }) };
}

/** Compiled by the framework the first time, which takes seconds. */
export const projectTemplate = (stage = 'dev'): Promise<string> => compiledTemplate({ root, stage });
