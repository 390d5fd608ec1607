import { expect, it } from 'vitest';
import { type Bom, partOf } from '../../../scripts/lib/sbom.ts';

const edges: Readonly<Record<string, readonly string[]>> = {
  root: ['sharp', 'vitest', 'workspace'],
  sharp: ['semver', 'libvips'],
  semver: ['sharp'],
  libvips: [],
  vitest: ['semver', 'vite'],
  vite: [],
  workspace: ['sharp', 'esbuild'],
  esbuild: [],
};

const bom: Bom = {
  metadata: { component: { 'bom-ref': 'root' } },
  components: Object.keys(edges).flatMap((name) => (name === 'root' ? [] : [{ 'bom-ref': name, name, version: '1' }])),
  dependencies: Object.entries(edges).map(([ref, dependsOn]) => ({ ref, dependsOn: [...dependsOn] })),
};

it('a bill has what the named packages need, to the end, and nothing else', () => {
  const { components, dependencies } = partOf(bom, ['sharp']);
  expect(components.map(({ name }) => name)).toEqual(['sharp', 'semver', 'libvips']);
  expect(dependencies).toEqual([
    { ref: 'root', dependsOn: ['sharp'] },
    ...[
      { ref: 'sharp', dependsOn: ['semver', 'libvips'] },
      { ref: 'semver', dependsOn: ['sharp'] },
      { ref: 'libvips', dependsOn: [] },
    ],
  ]);
});
