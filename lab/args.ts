import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SYSTEM_HELP, SYSTEM_OPTIONS, type SystemWords, systemWords } from '@safelight/local/cli/options';
import { UsageError } from '@safelight/local/cli/usage';

/** What the words after `npm start --` ask for. */
export type Command =
  | { readonly kind: 'help' }
  | ({
      readonly kind: 'serve';
      readonly sample: boolean;
      readonly study: boolean;
    } & SystemWords)
  | ({
      readonly kind: 'once';
      readonly files: readonly string[];
      readonly json: boolean;
      readonly out: string;
    } & SystemWords);

export const HELP = `Darkroom: the whole photo lab on this machine.

  npm start                            boot, and stay until Ctrl-C
  npm start -- --once FILE…            develop these files, print what came of them, and end

  --port N            port of the one endpoint (4566; with --once any free one; 0 is any free one)
  --data DIR          data folder, kept between starts (.darkroom; with --once a temporary one)
  --reset             empty the data folder first
  --no-sample         do not develop the sample photo on the first start
  --no-study          without the workflows of study/template.yml
${SYSTEM_HELP}                      (see docs/faults.md)
  --json              with --once: one JSON document instead of a table
  --out DIR           with --once: where the variants go (developed)
  --help              this text
`;

const OPTIONS = {
  ...SYSTEM_OPTIONS,
  once: { type: 'boolean' },
  json: { type: 'boolean' },
  out: { type: 'string' },
  'no-sample': { type: 'boolean' },
  'no-study': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Throws `UsageError`. Relative paths are taken from `cwd`. */
export function parseCommand(words: readonly string[], cwd: string): Command {
  const { values, positionals } = parseWords(words);
  if (values.help) return { kind: 'help' };
  if (values.once) {
    if (positionals.length === 0)
      throw new UsageError('--once needs the files to develop: npm start -- --once photo.jpg');
    const files = [...new Set(positionals)];
    const system = systemWords(values, { port: 0, data: undefined, cwd });
    return { kind: 'once', files, json: values.json ?? false, out: resolve(cwd, values.out ?? 'developed'), ...system };
  }
  refuseWithoutOnce(positionals, values);
  return {
    kind: 'serve',
    sample: !values['no-sample'],
    study: !values['no-study'],
    ...systemWords(values, { port: 4566, data: '.darkroom', cwd }),
  };
}

function parseWords(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    const said = error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw new UsageError(`${said}. See npm start -- --help`);
  }
}

function refuseWithoutOnce(positionals: readonly string[], values: { json?: boolean; out?: string }): void {
  if (positionals.length > 0)
    throw new UsageError(`To develop ${positionals[0]} put --once before it: npm start -- --once ${positionals[0]}`);
  if (values.json) throw new UsageError('--json goes with --once.');
  if (values.out !== undefined) throw new UsageError('--out goes with --once.');
}
