import type { Diagnostic } from '../definition/diagnostic.ts';
import { placeholdersIn, type Substitutions, withStandIns } from '../definition/placeholders.ts';
import { validateDefinition } from '../definition/validate.ts';
import { readDefinitionFile } from '../testing/definition-file.ts';
import type { ValidateCommand } from './args.ts';
import { findDefinitions } from './files.ts';
import type { Output } from './output.ts';
import { printable } from './printable.ts';

interface Checked {
  readonly file: string;
  readonly diagnostics: readonly Diagnostic[];
  /** Names that stand for something that was not judged. */
  readonly placeholders: readonly string[];
}

/** Checks files as CreateStateMachine does. Resolves with the exit code: 1 when one of them is not valid. */
export async function validateFiles(command: ValidateCommand, out: Output): Promise<number> {
  const { paths, json, express, substitutions } = command;
  const files = [...new Set((await Promise.all(paths.map(findDefinitions))).flat())];
  const type = express ? 'EXPRESS' : 'STANDARD';
  const checked = await Promise.all(files.map((file) => check(file, substitutions, type)));
  if (json) out.write(`${JSON.stringify(checked)}\n`);
  else for (const one of checked) out.write(`${fileText(one, out)}\n`);
  return checked.some(({ diagnostics }) => diagnostics.some(({ severity }) => severity === 'ERROR')) ? 1 : 0;
}

async function check(file: string, values: Substitutions, type: 'STANDARD' | 'EXPRESS'): Promise<Checked> {
  try {
    const source = await readDefinitionFile(file, values);
    const definition = typeof source === 'string' ? source : withStandIns(source);
    return {
      file,
      diagnostics: validateDefinition(definition, { type, placeholders: true }),
      placeholders: placeholdersIn(source),
    };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const fault: Diagnostic = { severity: 'ERROR', code: 'INVALID_JSON_DESCRIPTION', message: error.message };
    return { file, diagnostics: [fault], placeholders: [] };
  }
}

function fileText({ file, diagnostics, placeholders }: Checked, { paint }: Output): string {
  const notes =
    placeholders.length === 0 ? [] : [paint('dim', `    not judged, for want of --set: ${placeholders.join(', ')}`)];
  if (diagnostics.length === 0) return [`${paint('green', '✓')} ${file}`, ...notes].join('\n');
  const lines = diagnostics.map(
    ({ code, message, location }) =>
      `    ${paint('dim', printable(location ?? '/'))}  ${linesOf(message.trimEnd())} (${code})`,
  );
  return [`${paint('red', '✕')} ${file}`, ...lines, ...notes].join('\n');
}

/** Some messages have several lines of their own. */
const linesOf = (message: string): string => message.split('\n').map(printable).join('\n');
