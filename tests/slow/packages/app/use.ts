import type { Diagnostic } from '@safelight/asl/definition/diagnostic';
import { validateDefinition } from '@safelight/asl/definition/validate';
import { systemWords } from '@safelight/local/cli/options';
import { startSystem, type TestSystem } from '@safelight/local/testing/start-system';

export const problems = (definition: string): readonly Diagnostic[] =>
  validateDefinition(definition, { type: 'STANDARD' });

export const port: number = systemWords({}, { port: 0, data: undefined, cwd: '.' }).port;

export const boot = (template: object): Promise<TestSystem> => startSystem({ root: '.', template });
