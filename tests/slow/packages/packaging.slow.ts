import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '#tests/support/root.ts';

interface Packaged {
  readonly template: string;
  /** Function -> its zip. */
  readonly zips: ReadonlyMap<string, Buffer>;
}

/** As `npm run package` does, in an environment in which nothing of AWS is known. */
async function packaged(): Promise<Packaged> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_')));
  await promisify(execFile)(process.execPath, [join(root, 'scripts/package.ts'), '--stage', 'prod'], {
    cwd: root,
    env: { ...env, AWS_SHARED_CREDENTIALS_FILE: '/dev/null', AWS_CONFIG_FILE: '/dev/null' },
  });
  const template = await readFile(join(root, '.serverless/cloudformation-template-update-stack.json'), 'utf8');
  const names = [...template.matchAll(/"serverless\/darkroom\/prod\/[^/"]+\/(\w+)\.zip"/g)].map(
    (match) => match[1] ?? '',
  );
  const zips = await Promise.all(
    names.map(async (name) => [name, await readFile(join(root, '.build/functions', `${name}.zip`))] as const),
  );
  return { template, zips: new Map(zips) };
}

/** https://cyclonedx.org/docs/1.5/json/ */
interface Bom {
  readonly bomFormat: string;
  readonly components: readonly {
    readonly name: string;
    readonly hashes?: readonly object[];
    readonly licenses: readonly {
      readonly license?: { readonly id?: string; readonly name?: string };
      readonly expression?: string;
    }[];
  }[];
}

const SHARP = [
  'node_modules/@img/sharp-libvips-linux-arm64/lib/index.js',
  'node_modules/@img/sharp-libvips-linux-arm64/lib/libvips-cpp.so.N',
  'node_modules/@img/sharp-libvips-linux-arm64/package.json',
  'node_modules/@img/sharp-libvips-linux-arm64/versions.json',
  'node_modules/@img/sharp-linux-arm64/LICENSE',
  'node_modules/@img/sharp-linux-arm64/index.cjs',
  'node_modules/@img/sharp-linux-arm64/lib/sharp-linux-arm64-N.node',
  'node_modules/@img/sharp-linux-arm64/package.json',
];

const FUNCTIONS: readonly (readonly [string, string, readonly string[]])[] = [
  ['imageInspect', 'functions/images/inspect', SHARP],
  ['imageResize', 'functions/images/resize', SHARP],
  ['imageConvert', 'functions/images/convert', SHARP],
  ['imageCleanup', 'functions/images/cleanup', []],
  ['metadataRead', 'functions/metadata/read', SHARP],
  ['libraryWriteReport', 'functions/library/write-report', []],
  ['ordersConsume', 'functions/orders/consume', []],
  ['ordersReview', 'functions/orders/review', []],
  ['ordersTakePayment', 'functions/orders/take-payment', []],
  ['ordersReturnPayment', 'functions/orders/return-payment', []],
];

const withoutVersion = (path: string) =>
  path.replace(/(libvips-cpp\.so\.)[\d.]+$/, '$1N').replace(/(linux-arm64-)[\d.]+\.node$/, '$1N.node');

/** Paths in a zip, without the versions of libraries. */
const listing = (zip: Uint8Array) => Object.keys(unzipSync(zip)).map(withoutVersion).sort();

describe('npm run package, twice', () => {
  let first: Packaged;
  let second: Packaged;
  beforeAll(async () => {
    first = await packaged();
    second = await packaged();
  });

  it('gives the same template but for the folder in each S3Key', () => {
    const folder = /serverless\/darkroom\/prod\/[^/"]+\//g;
    expect(first.template.match(folder)?.length).toBe(first.zips.size);
    expect(second.template.replace(folder, '')).toBe(first.template.replace(folder, ''));
  });

  it('gives byte-equal zips', () => {
    expect([...second.zips.keys()]).toEqual([...first.zips.keys()]);
    const different = [...first.zips].filter(([name, zip]) => !second.zips.get(name)?.equals(zip));
    expect(different.map(([name]) => name)).toEqual([]);
  });

  it.each(FUNCTIONS)(
    'puts into %s its own code with source maps, and sharp for arm64 only where it is used',
    (name, module, native) => {
      const files = listing(first.zips.get(name) ?? new Uint8Array());
      const chunks = files.filter((file) => /^chunks\/[A-Z0-9]+\.mjs$/.test(file));
      const maps = chunks.map((chunk) => `${chunk}.map`);
      expect(files).toEqual([...chunks, ...maps, `${module}.mjs`, `${module}.mjs.map`, ...native].sort());
    },
  );

  it('lists what functions are made from as CycloneDX, with licences and hashes, and NOTICE names each licence', async () => {
    const bom: Bom = JSON.parse(await readFile(join(root, '.build/sbom.cdx.json'), 'utf8'));
    expect(bom.bomFormat).toBe('CycloneDX');
    const components = new Map(bom.components.map((component) => [component.name, component]));
    const licencesOf = (name: string) => JSON.stringify(components.get(name)?.licenses);
    expect(licencesOf('sharp')).toContain('Apache-2.0');
    expect(licencesOf('@img/sharp-libvips-linux-arm64')).toContain('LGPL-3.0-or-later');
    expect(components.get('@img/sharp-libvips-linux-arm64')?.hashes).toEqual([
      expect.objectContaining({ alg: 'SHA-512' }),
    ]);
    expect(components.has('vitest')).toBe(false);
    const named = new Set(
      bom.components
        .flatMap(({ licenses }) => licenses)
        .map(({ license, expression }) => expression ?? license?.id ?? license?.name),
    );
    const notice = await readFile(join(root, 'NOTICE'), 'utf8');
    const unnamed = [...named]
      .flatMap((licence) => String(licence).split(/ AND /))
      .filter((one) => !notice.includes(one));
    expect(unnamed).toEqual([]);
  });

  it('packages no other function', () => {
    expect([...first.zips.keys()].sort()).toEqual(FUNCTIONS.map(([name]) => name).sort());
  });

  it('Framework 2: leaves the native libraries as npm gave them: ELF for 64-bit ARM', () => {
    const entries = unzipSync(first.zips.get('imageConvert') ?? new Uint8Array());
    const libraries = Object.entries(entries).filter(([path]) => /\.(node|so\.[\d.]+)$/.test(path));
    // e_machine of the ELF header: https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html
    const machines = libraries.map(([, bytes]) => Buffer.from(bytes).readUInt16LE(18));
    expect(machines).toEqual([183, 183]);
  });
});
