import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runtimeError } from './error-response.ts';
import { refuseStreaming, STREAMING } from './globals.ts';

export type Handler = (event: unknown, context: object) => unknown;

/** In the order of AWS's client; sources come last, for code that is run without a bundle. */
const EXTENSIONS = ['', '.js', '.mjs', '.cjs', '.ts', '.mts'];

/**
 * The function that `folder/file.export.nested` names, from the task root. Rejects with what the module throws, and with
 * `Runtime.MalformedHandlerName`, `ImportModuleError`, `UserCodeSyntaxError`, `HandlerNotFound`, `CallbackHandlerDeprecated`.
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
export async function loadHandler(taskRoot: string, name: string): Promise<Handler> {
  if (name.includes('..')) throw runtimeError('Runtime.MalformedHandlerName', relativeName(name));
  const file = basename(name);
  const dot = file.indexOf('.');
  if (dot < 0) throw runtimeError('Runtime.MalformedHandlerName', 'Bad handler');
  const folder = name.slice(0, name.length - file.length);
  const module = await loadModule(resolve(taskRoot, folder), taskRoot, file.slice(0, dot));
  const handler = findHandler(module, file.slice(dot + 1));
  if (!handler) throw runtimeError('Runtime.HandlerNotFound', `${name} is undefined or not exported`);
  if (!isHandler(handler)) throw runtimeError('Runtime.HandlerNotFound', `${name} is not a function`);
  if (STREAMING in handler) refuseStreaming();
  if (handler.length > 2) throw runtimeError('Runtime.CallbackHandlerDeprecated', CALLBACK);
  return handler;
}

async function loadModule(folder: string, taskRoot: string, file: string): Promise<unknown> {
  try {
    for (const extension of EXTENSIONS) {
      const path = join(folder, file + extension);
      if (existsSync(path)) return await import(pathToFileURL(path).href);
    }
    const require = createRequire(import.meta.url);
    return require(require.resolve(file, { paths: [taskRoot, folder] }));
  } catch (error) {
    throw loadingError(error);
  }
}

function loadingError(error: unknown): unknown {
  if (error instanceof SyntaxError) {
    return Object.assign(runtimeError('Runtime.UserCodeSyntaxError', String(error)), { stack: error.stack });
  }
  if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') {
    return runtimeError('Runtime.ImportModuleError', String(error));
  }
  return error;
}

/** What the module exports by that name or, else, its default export has. */
const findHandler = (module: unknown, name: string): unknown =>
  member(module, name) ||
  (typeof module === 'object' && module !== null && 'default' in module && member(module.default, name));

const member = (from: unknown, name: string): unknown =>
  name
    .split('.')
    .reduce<unknown>((value, key) => (value && typeof value === 'object' ? Reflect.get(value, key) : undefined), from);

const isHandler = (value: unknown): value is Handler => typeof value === 'function';

const relativeName = (name: string) =>
  `'${name}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`;

const CALLBACK =
  'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.';
