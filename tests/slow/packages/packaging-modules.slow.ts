import { bundleCode } from '@safelight/local/bundle/code';
import { transform } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { compiled } from '#tests/support/compiled.ts';
import { root } from '#tests/support/root.ts';

const longestLine = (text: string) => Math.max(...text.split('\n').map(({ length }) => length));

describe('what is packaged of each function', async () => {
  const handlers = (await compiled('dev'))
    .of('AWS::Lambda::Function')
    .map(({ properties }) => String(properties.Handler));

  it.each(handlers)('%s is made of modules that parse', async (handler) => {
    const { files } = await bundleCode(root, handler);
    const modules = [...files].filter(([path]) => path.endsWith('.mjs'));
    expect(modules.length).toBeGreaterThan(0);
    // A name that is declared twice is an error here, as it is for Node.
    for (const [, code] of modules) await transform(Buffer.from(code), { format: 'esm' });
    // Node prints the line that an uncaught error came from, whole: a crash must not fill the log.
    for (const [path, code] of modules) expect(longestLine(Buffer.from(code).toString()), path).toBeLessThan(5000);
  });
});
