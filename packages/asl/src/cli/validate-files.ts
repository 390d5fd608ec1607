import type { Diagnostic } from '../definition/diagnostic.ts';
import { validateDefinition } from '../definition/validate.ts';
import type { Command } from './args.ts';
import { readText } from './files.ts';
import type { Output } from './test-file.ts';

/** Checks files as CreateStateMachine does. Resolves with the exit code: 1 when one of them is not valid. */
export async function validateFiles({ files, json }: Command & { kind: 'validate' }, out: Output): Promise<number> {
  const checked = await Promise.all(
    files.map(async (file) => ({ file, diagnostics: validateDefinition(await readText(file)) })),
  );
  if (json) out.write(`${JSON.stringify(checked)}\n`);
  else for (const { file, diagnostics } of checked) out.write(`${fileText(file, diagnostics, out)}\n`);
  return checked.some(({ diagnostics }) => diagnostics.some(({ severity }) => severity === 'ERROR')) ? 1 : 0;
}

function fileText(file: string, diagnostics: readonly Diagnostic[], { paint }: Output): string {
  if (diagnostics.length === 0) return `${paint('green', '✓')} ${file}`;
  const lines = diagnostics.map(
    ({ code, message, location }) => `    ${paint('dim', location ?? '/')}  ${message.trimEnd()} (${code})`,
  );
  return [`${paint('red', '✕')} ${file}`, ...lines].join('\n');
}
