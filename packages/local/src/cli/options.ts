import { resolve } from 'node:path';
import { type Fault, FaultError, parseFault } from '#local/faults/fault.ts';
import { UsageError } from './usage.ts';

/** Wishes that the words of a command have of the system that it boots. */
export interface SystemWords {
  /** 0 is any free one. */
  readonly port: number;
  /** Absolute; undefined for a folder that is thrown away at the end. */
  readonly data: string | undefined;
  readonly reset: boolean;
  /** Whether what is acknowledged survives a power cut too, rather than a kill of the process alone. */
  readonly sync: boolean;
  readonly stage: string;
  readonly permissions: 'on' | 'off';
  /** An endpoint that speaks DynamoDB and its streams, instead of the embedded one. */
  readonly dynamodb: string | undefined;
  /** What goes wrong on purpose. */
  readonly faults: readonly Fault[];
  /** Invocations of functions at the same time, beyond which they are throttled. */
  readonly concurrency: number;
}

/** The words, for `parseArgs` of Node. */
export const SYSTEM_OPTIONS = {
  port: { type: 'string' },
  data: { type: 'string' },
  reset: { type: 'boolean' },
  sync: { type: 'boolean' },
  stage: { type: 'string' },
  permissions: { type: 'string' },
  dynamodb: { type: 'string' },
  fault: { type: 'string', multiple: true },
  concurrency: { type: 'string' },
} as const;

/** The lines on them in a command's help, after those on its port and data folder. */
export const SYSTEM_HELP = `  --sync              write to the disk itself before anything is answered: survives a power cut, takes longer
  --stage NAME        stage of serverless.yml to compile (dev)
  --permissions off   do not evaluate IAM policies (on)
  --dynamodb URL      use this DynamoDB endpoint instead of the embedded one
  --concurrency N     functions that run or wait to run at once; more are throttled, as by an account (1000)
  --fault FAULT       go wrong on purpose, such as lambda:resize:error@0.1; may be repeated
                      lambda:FUNCTION:error|throttle|delay=2s, s3:BUCKET:503|delay=2s,
                      dynamodb:OPERATION:throttle|delay=2s, events:duplicate|reorder, each with @PROBABILITY (1)
`;

interface SystemValues {
  readonly port?: string | undefined;
  readonly data?: string | undefined;
  readonly reset?: boolean | undefined;
  readonly sync?: boolean | undefined;
  readonly stage?: string | undefined;
  readonly permissions?: string | undefined;
  readonly dynamodb?: string | undefined;
  readonly fault?: readonly string[] | undefined;
  readonly concurrency?: string | undefined;
}

interface Defaults {
  readonly port: number;
  /** Relative to `cwd`; undefined for a temporary folder. */
  readonly data: string | undefined;
  readonly cwd: string;
}

/** Throws `UsageError`. Relative paths are taken from `cwd`. */
export function systemWords(values: SystemValues, { port, data, cwd }: Defaults): SystemWords {
  const folder = values.data ?? data;
  return {
    port: portOf(values.port, port),
    data: folder === undefined ? undefined : resolve(cwd, folder),
    reset: values.reset ?? false,
    sync: values.sync ?? false,
    stage: stageOf(values.stage),
    permissions: permissionsOf(values.permissions),
    dynamodb: urlOf(values.dynamodb),
    faults: (values.fault ?? []).map(faultOf),
    concurrency: concurrencyOf(values.concurrency),
  };
}

function portOf(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new UsageError(`--port takes a number from 0 to 65535, not ${text}.`);
  return port;
}

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
    throw new UsageError(`${error.message} See --help.`);
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
