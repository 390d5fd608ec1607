import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageOf, sourceFiles } from '#tests/support/house/imports.ts';
import { root } from '#tests/support/root.ts';

type Versions = Readonly<Record<string, string>>;

interface Manifest {
  readonly name: string;
  readonly dependencies?: Versions;
  readonly peerDependencies?: Versions;
  readonly devDependencies?: Versions;
}

const manifests = new Map(
  ['', 'packages/asl', 'packages/local'].map((folder): [string, Manifest] => [
    folder,
    JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')),
  ]),
);

/** Code that others run: what it imports has to come along. All else may rest on what is there for development. */
const RUNS = /^(?:functions|packages\/\w+\/src)\//;

/** `@aws-sdk/client-s3/x` is of `@aws-sdk/client-s3`. */
const nameOf = (specifier: string): string => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;

/** Packages of which the types alone are there. */
const TYPES = ['aws-lambda'];

it('every package that is imported is declared where it is used', () => {
  const files = sourceFiles(
    ...['functions', 'lab', 'study', 'scripts', 'serverless', 'bench', 'tests'],
    ...['packages/asl/src', 'packages/asl/tests', 'packages/local/src', 'packages/local/tests'],
  );
  const undeclared = files.flatMap(({ path, packages }) => {
    const { name = '', dependencies, peerDependencies, devDependencies } = manifests.get(packageOf(path)) ?? {};
    const declared = { ...dependencies, ...peerDependencies, ...(!RUNS.test(path) && devDependencies), [name]: '' };
    return packages
      .filter((specifier) => !/^node:|\$/.test(specifier) && !builtinModules.includes(specifier))
      .map((specifier) => (TYPES.includes(specifier) ? `@types/${specifier}` : nameOf(specifier)))
      .filter((each) => !(each in declared) && !(each.startsWith('@types/') && each in (devDependencies ?? {})))
      .map((each) => `${each} in ${path}`);
  });
  expect(undeclared).toEqual([]);
});

const WORKFLOWS = '.github/workflows';
const TEMPLATE = 'scripts/create/ci.template.yml';
const workflows = [...readdirSync(join(root, WORKFLOWS)).map((name) => `${WORKFLOWS}/${name}`), TEMPLATE];

/** A tag can be moved to other code; a commit cannot. https://docs.github.com/en/actions/reference/security/secure-use */
it.each(workflows.filter((file) => existsSync(join(root, file))))('%s names its actions by commit', (file) => {
  const uses = [...readFileSync(join(root, file), 'utf8').matchAll(/uses: (.*)/g)].map((match) => match[1]);
  for (const one of uses) expect(one).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});
