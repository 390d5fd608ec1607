import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadHandler } from '#services/lambda/runtime/load-handler.ts';

const FILES = {
  'esm.mjs':
    'export const handler = () => "esm"; export const nested = { deep: { handler: () => "nested" } }; export const not = 7;',
  'common.cjs': 'exports.handler = () => "cjs"; exports.nested = { handler: () => "nested cjs" };',
  'default.mjs': 'export default { handler: () => "default", nested: { handler: () => "nested default" } };',
  'both.js': 'exports.handler = () => "js";',
  'both.mjs': 'export const handler = () => "mjs";',
  'a.b/in.mjs': 'export const handler = () => "folder with a dot";',
  'broken.mjs': 'export const handler = (;',
  'needs.cjs': 'require("./not-there");',
  'throws.mjs': 'throw new RangeError("while loading");',
  'callback.mjs': 'export const handler = (event, context, callback) => callback();',
  'node_modules/shipped/index.js': 'exports.handler = () => "package";',
};

const root = mkdtempSync(join(tmpdir(), 'handlers-'));
for (const [path, code] of Object.entries(FILES)) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), code);
}
afterAll(() => rmSync(root, { recursive: true }));

// https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html, and npm aws-lambda-ric 4.0.2.
describe('the name of a handler', () => {
  it.each([
    ['esm.handler', 'esm'],
    ['esm.nested.deep.handler', 'nested'],
    ['common.handler', 'cjs'],
    ['common.nested.handler', 'nested cjs'],
    ['default.handler', 'default'],
    ['default.nested.handler', 'nested default'],
    ['both.handler', 'js'],
    ['a.b/in.handler', 'folder with a dot'],
    ['shipped.handler', 'package'],
  ])('%s is found', async (name, answer) => {
    const handler = await loadHandler(root, name);
    expect(handler({}, {})).toBe(answer);
  });

  it.each([
    ['esm.none', 'Runtime.HandlerNotFound', 'esm.none is undefined or not exported'],
    ['esm.handler.more', 'Runtime.HandlerNotFound', 'esm.handler.more is undefined or not exported'],
    ['esm.not', 'Runtime.HandlerNotFound', 'esm.not is not a function'],
    ['esm', 'Runtime.MalformedHandlerName', 'Bad handler'],
    ['../esm.handler', 'Runtime.MalformedHandlerName', "'../esm.handler' is not a valid handler name."],
    ['none.handler', 'Runtime.ImportModuleError', "Error: Cannot find module 'none'"],
    ['needs.handler', 'Runtime.ImportModuleError', "Error: Cannot find module './not-there'"],
    ['throws.handler', 'RangeError', 'while loading'],
    ['callback.handler', 'Runtime.CallbackHandlerDeprecated', 'ERROR: AWS Lambda has removed support'],
  ])('%s is %s', async (handler, name, message) => {
    await expect(loadHandler(root, handler)).rejects.toMatchObject({ name, message: expect.stringContaining(message) });
  });
});
