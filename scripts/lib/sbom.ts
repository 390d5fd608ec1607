import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';

/** A bill of materials, as far as it is looked into. https://cyclonedx.org/docs/1.5/json/ */
const bomSchema = z.looseObject({
  metadata: z.looseObject({ component: z.looseObject({ 'bom-ref': z.string() }) }),
  components: z.array(z.looseObject({ 'bom-ref': z.string(), name: z.string() })),
  dependencies: z.array(z.looseObject({ ref: z.string(), dependsOn: z.array(z.string()) })),
});

export type Bom = z.infer<typeof bomSchema>;

/**
 * The part of a bill that is reached from some packages that the root depends on. npm's own `--omit=dev` leaves out what a
 * workspace needs for its development too.
 */
export function partOf(bom: Bom, packages: readonly string[]): Bom {
  const { metadata, components, dependencies } = bom;
  const root = metadata.component['bom-ref'];
  const names = new Map(components.map((component) => [component['bom-ref'], component.name]));
  const needs = new Map(dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
  const first = (needs.get(root) ?? []).filter((ref) => packages.includes(names.get(ref) ?? ''));
  const reached = new Set<string>();
  for (let next = first; next.length > 0; next = next.flatMap((ref) => needs.get(ref) ?? [])) {
    next = next.filter((ref) => !reached.has(ref));
    for (const ref of next) reached.add(ref);
  }
  return {
    ...bom,
    components: components.filter((component) => reached.has(component['bom-ref'])),
    dependencies: [{ ref: root, dependsOn: first }, ...dependencies.filter(({ ref }) => reached.has(ref))],
  };
}

/**
 * Writes what functions are made from, with licences and hashes, as CycloneDX: every package that is deployed is in it.
 * https://docs.npmjs.com/cli/commands/npm-sbom
 */
export async function writeBom(root: string, file: string): Promise<void> {
  const { dependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  const words = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
  const options = { cwd: root, maxBuffer: 64 << 20, shell: process.platform === 'win32' };
  const { stdout } = await promisify(execFile)('npm', words, options);
  const bom = partOf(bomSchema.parse(JSON.parse(stdout)), Object.keys(dependencies));
  await writeFile(file, `${JSON.stringify(bom, undefined, 2)}\n`);
}
