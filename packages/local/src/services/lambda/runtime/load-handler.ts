import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runtimeError } from './error-response.ts';

export type Handler = (event: unknown, context: object) => unknown;

const extensions = ['.ts', '.mts', '.mjs', '.js'];

/** Loads `folder/file.export` from the task root. */
export async function loadHandler(taskRoot: string, name: string): Promise<Handler> {
  const dot = name.lastIndexOf('.');
  const [file, member] = [name.slice(0, dot), name.slice(dot + 1)];
  const path = extensions
    .map((extension) => join(taskRoot, file + extension))
    .find((candidate) => existsSync(candidate));
  if (path === undefined) throw runtimeError('Runtime.ImportModuleError', `Error: Cannot find module '${file}'`);
  const module: Readonly<Record<string, unknown>> = await import(pathToFileURL(path).href);
  const handler = module[member];
  if (!isHandler(handler)) {
    throw runtimeError('Runtime.HandlerNotFound', `${name} is undefined or not exported`);
  }
  if (handler.length > 2) {
    throw runtimeError(
      'Runtime.CallbackHandlerDeprecated',
      'AWS Lambda has removed support for callback-based function handlers starting with Node.js 24.',
    );
  }
  return handler;
}

const isHandler = (value: unknown): value is Handler => typeof value === 'function';
