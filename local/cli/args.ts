import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Fault, FaultError, parseFault } from '#local/faults/fault.ts';

/** What the words after `npm start --` ask for. */
export type Command =
  | { readonly kind: 'help' }
  | ({ readonly kind: 'serve'; readonly sample: boolean } & SystemOptions)
  | ({
      readonly kind: 'once';
      readonly files: readonly string[];
      readonly json: boolean;
      readonly out: string;
    } & SystemOptions);

export interface SystemOptions {
  /** 0 is any free one. */
  readonly port: number;
  /** Absolute; undefined for a folder that is thrown away at the end. */
  readonly data: string | undefined;
  readonly reset: boolean;
  readonly stage: string;
  readonly permissions: 'on' | 'off';
  /** An endpoint that speaks DynamoDB and its streams, instead of the embedded one. */
  readonly dynamodb: string | undefined;
  /** What goes wrong on purpose. */
  readonly faults: readonly Fault[];
  /** Invocations of functions at the same time, beyond which they are throttled. */
  readonly concurrency: number;
}

/** The words cannot be understood: one line that says what to do. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const HELP = `Darkroom: the whole photo lab on this machine.

  npm start                            boot, and stay until Ctrl-C
  npm start -- --once FILE…            develop these files, print what came of them, and end

  --port N            port of the one endpoint (4566; with --once any free one; 0 is any free one)
  --data DIR          data folder, kept between starts (.darkroom; with --once a temporary one)
  --reset             empty the data folder first
  --no-sample         do not develop the sample photo on the first start
  --stage NAME        stage of serverless.yml to compile (dev)
  --permissions off   do not evaluate IAM policies (on)
  --dynamodb URL      use this DynamoDB endpoint instead of the embedded one
  --concurrency N     functions that run or wait to run at once; more are throttled, as by an account (1000)
  --fault FAULT       go wrong on purpose, such as lambda:resize:error@0.1; may be repeated, see docs/faults.md
                      lambda:FUNCTION:error|throttle|delay=2s, s3:BUCKET:503|delay=2s,
                      dynamodb:OPERATION:throttle|delay=2s, events:duplicate|reorder, each with @PROBABILITY (1)
  --json              with --once: one JSON document instead of a table
  --out DIR           with --once: where the variants go (developed)
  --help              this text
`;

const OPTIONS = {
  once: { type: 'boolean' },
  json: { type: 'boolean' },
  out: { type: 'string' },
  port: { type: 'string' },
  data: { type: 'string' },
  reset: { type: 'boolean' },
  'no-sample': { type: 'boolean' },
  stage: { type: 'string' },
  permissions: { type: 'string' },
  dynamodb: { type: 'string' },
  fault: { type: 'string', multiple: true },
  concurrency: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Throws `UsageError`. Relative paths are taken from `cwd`. */
export function parseCommand(words: readonly string[], cwd: string): Command {
  const { values, positionals } = parseWords(words);
  if (values.help) return { kind: 'help' };
  const common = {
    port: portOf(values.port, values.once ? 0 : 4566),
    data: dataOf(values.data, values.once ?? false, cwd),
    reset: values.reset ?? false,
    stage: stageOf(values.stage),
    permissions: permissionsOf(values.permissions),
    dynamodb: urlOf(values.dynamodb),
    faults: (values.fault ?? []).map(faultOf),
    concurrency: concurrencyOf(values.concurrency),
  };
  if (values.once) {
    if (positionals.length === 0)
      throw new UsageError('--once needs the files to develop: npm start -- --once photo.jpg');
    const files = [...new Set(positionals)];
    return { kind: 'once', files, json: values.json ?? false, out: resolve(cwd, values.out ?? 'developed'), ...common };
  }
  refuseWithoutOnce(positionals, values);
  return { kind: 'serve', sample: !values['no-sample'], ...common };
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

function portOf(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new UsageError(`--port takes a number from 0 to 65535, not ${text}.`);
  return port;
}

const dataOf = (text: string | undefined, once: boolean, cwd: string) =>
  text === undefined && once ? undefined : resolve(cwd, text ?? '.darkroom');

function stageOf(text = 'dev'): string {
  if (!/^[a-z][a-z0-9-]{0,19}$/.test(text))
    throw new UsageError(`--stage takes lower-case letters, digits and dashes, not ${text}.`);
  return text;
}

function permissionsOf(text = 'on'): 'on' | 'off' {
  if (text !== 'on' && text !== 'off') throw new UsageError(`--permissions takes on or off, not ${text}.`);
  return text;
}

function faultOf(text: string): Fault {
  try {
    return parseFault(text);
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    throw new UsageError(`${error.message} See npm start -- --help`);
  }
}

function concurrencyOf(text = '1000'): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count === 0) throw new UsageError(`--concurrency takes a number above 0, not ${text}.`);
  return count;
}

function urlOf(text: string | undefined): string | undefined {
  if (text !== undefined && !(URL.canParse(text) && /^https?:/.test(text)))
    throw new UsageError(`--dynamodb takes a URL, not ${text}.`);
  return text;
}
