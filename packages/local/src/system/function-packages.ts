import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AwsError } from '#gateway/aws-error.ts';
import { writeWhole } from '#local/bundle/write-whole.ts';
import { unzipInto } from '#services/lambda/code/unzip.ts';
import type { FunctionCode, FunctionPackages } from '#template/resources/lambda/packages.ts';

interface FunctionPackagesOptions {
  /** Zips are kept in `dataDir/lambda/packages` as they were deployed, whatever becomes of their objects. */
  readonly dataDir: string;
  /** They are unpacked inside its `node_modules`, so that they find the SDK, and the native half of sharp. */
  readonly root: string;
  readonly readObject: (bucket: string, key: string, version?: string) => Promise<Uint8Array>;
}

/** The code of functions that were deployed as zips. https://docs.aws.amazon.com/lambda/latest/dg/nodejs-package.html */
export function functionPackages({ dataDir, root, readObject }: FunctionPackagesOptions): FunctionPackages {
  const folder = () => join(dataDir, 'lambda/packages');
  const kept = (name: string, code: FunctionCode) => join(folder(), `${name}.${hash(JSON.stringify(code))}`);
  const removeOthers = async (name: string, file?: string) => {
    const names = existsSync(folder()) ? await readdir(folder()) : [];
    const others = names.filter((each) => each.startsWith(`${name}.`) && join(folder(), each) !== file);
    await Promise.all(others.map((each) => rm(join(folder(), each))));
  };
  return {
    async unpack(name, code) {
      const file = kept(name, code);
      if (!existsSync(file)) {
        const bytes = code.kind === 'inline' ? Buffer.from(code.text) : await fetchZip(readObject, code);
        await writeWhole(file, bytes);
        await removeOthers(name, file);
      }
      const cacheDir = join(root, 'node_modules/.cache/safelight/packages');
      return code.kind === 'inline' ? inlineFolder(file, cacheDir) : unzipped(file, cacheDir);
    },
    remove: (name) => removeOthers(name),
  };
}

const hash = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex').slice(0, 32);

type ZipCode = Extract<FunctionCode, { kind: 'zip' }>;

async function fetchZip(
  readObject: FunctionPackagesOptions['readObject'],
  { bucket, key, version }: ZipCode,
): Promise<Uint8Array> {
  try {
    return await readObject(bucket, key, version);
  } catch (error) {
    const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
    const said = `Error occurred while GetObject. S3 Error Code: ${name}. S3 Error Message: ${message}`;
    throw new AwsError('InvalidParameterValueException', said);
  }
}

/** CloudFormation calls it `index`. */
async function inlineFolder(file: string, cacheDir: string): Promise<string> {
  const text = await readFile(file);
  return placed(join(cacheDir, hash(text)), (draft) => writeFile(join(draft, 'index.js'), text));
}

async function unzipped(file: string, cacheDir: string): Promise<string> {
  const zip = await readFile(file);
  return placed(join(cacheDir, hash(zip)), (draft) => unzipInto(draft, zip));
}

/** A folder that is there whole or not at all: functions of the same code come at the same time. */
async function placed(target: string, fill: (draft: string) => Promise<void>): Promise<string> {
  if (existsSync(target)) return target;
  await mkdir(dirname(target), { recursive: true });
  const draft = await mkdtemp(`${target}.`);
  try {
    await fill(draft);
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { recursive: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}
