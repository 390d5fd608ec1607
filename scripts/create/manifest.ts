import { SCRIPTS, TOOLS } from './application.ts';

type Versions = Readonly<Record<string, string>>;

/** The parts of a `package.json` that change. */
export interface Manifest {
  readonly scripts: Versions;
  readonly dependencies: Versions;
  readonly devDependencies: Versions;
  readonly [field: string]: unknown;
}

interface Wanted {
  readonly name: string;
  readonly title: string;
  /** Package -> its tarball, relative to the new repository. */
  readonly vendored: Versions;
  /** All source files. */
  readonly sources: readonly string[];
}

/** The manifest of the new repository: no workspaces, the packages from tarballs, and only what its files import. */
export function manifestOf(manifest: Manifest, { name, title, vendored, sources }: Wanted): Manifest {
  const imported = new Set(sources.flatMap(packagesIn));
  const isUsed = (dependency: string) => imported.has(dependency) || TOOLS.some((tool) => tool === dependency);
  const used = (versions: Versions) => pick(versions, (dependency) => isUsed(dependency) && !(dependency in vendored));
  const { workspaces: _, ...rest } = manifest;
  return {
    ...rest,
    name,
    version: '0.1.0',
    description: `${title}: a serverless photo lab on AWS Step Functions`,
    scripts: pick(manifest.scripts, (script) => SCRIPTS.test(script)),
    dependencies: used(manifest.dependencies),
    devDependencies: sorted({ ...used(manifest.devDependencies), ...vendored }),
  };
}

const packagesIn = (source: string): readonly string[] =>
  [...source.matchAll(/(?:from|import|require)\s*\(?\s*'((?:@[^/']+\/)?[^/'.#][^/']*)/g)].map(([, name = '']) => name);

const pick = (versions: Versions, isWanted: (name: string) => boolean): Versions =>
  Object.fromEntries(Object.entries(versions).filter(([name]) => isWanted(name)));

const sorted = (versions: Versions): Versions =>
  Object.fromEntries(Object.entries(versions).toSorted(([a], [b]) => (a < b ? -1 : 1)));
