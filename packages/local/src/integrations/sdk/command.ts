import { createRequire } from 'node:module';
import type { NormalizedSchema } from '@smithy/core/schema';
import type { SdkModule } from '#local/clients.ts';
import { commandName } from './sdk-services.ts';

interface Answer {
  readonly response?: { readonly statusCode: number; readonly headers: Record<string, string> };
}

type Next = (args: unknown) => Promise<Answer>;

/** A request to a service, as the SDK's packages make it. */
export interface Command {
  readonly middlewareStack: { add(middleware: (next: Next) => Next, options: { step: 'deserialize' }): void };
}

type CommandClass = new (input: unknown) => Command & { readonly schema?: readonly unknown[] };

/** An action of a service: how to make its request, and what its input and output look like. */
export interface Action {
  create(input: unknown): Command;
  readonly input: NormalizedSchema;
  readonly output: NormalizedSchema;
}

const require = createRequire(import.meta.url);
const actions = new Map<string, Action>();

/** Loads the package when it is first asked for. Throws where there is no such package or action. */
export function actionOf(packageName: string, action: string): Action {
  const key = `${packageName} ${action}`;
  const known = actions.get(key) ?? readAction(packageName, action);
  actions.set(key, known);
  return known;
}

function readAction(packageName: string, action: string): Action {
  const module: SdkModule = require(packageName);
  const schemas: typeof import('@smithy/core/schema') = require('@smithy/core/schema');
  const found = module[commandName(action)];
  if (typeof found !== 'function') throw new Error(`${packageName} has no action ${action}`);
  const Class = found as CommandClass;
  // Generated commands carry their operation's schema: [kind, namespace, name, traits, input, output].
  const [, , , , input, output] = new Class({}).schema ?? [];
  if (input === undefined || output === undefined) throw new Error(`${packageName} has no schemas: update it`);
  const normalized = (schema: unknown) =>
    schemas.NormalizedSchema.of(schema as Parameters<typeof NormalizedSchema.of>[0]);
  return { create: (given) => new Class(given), input: normalized(input), output: normalized(output) };
}
