/** A half of the application that can be left out: its folders, and its lines of lists. */
export interface Half {
  /** Files that are about it alone. */
  isOwn(path: string): boolean;
  /** Files that list both halves: every line that names the half goes. Blocks between `begin NAME` and `end NAME` go everywhere. */
  readonly lists: readonly string[];
  /** Files of the other half whose tests go through both. */
  readonly through: readonly string[];
}

export const HALVES: Readonly<Record<string, Half>> = {
  orders: {
    isOwn: (path) => /(^|[/-])orders?([/.-]|$)/.test(path),
    lists: [
      ...['serverless.yml', 'serverless/observability.yml', 'package.json', 'scripts/smoke.ts', 'lab/lab.ts'],
      'scripts/check-consistency.ts',
      ...['lab/console/queries.ts', 'lab/console/page/pages.ts', 'events/README.md'],
      ...['tests/template/stages.test.ts', 'tests/template/import.test.ts', 'tests/slow/system/smoke.slow.ts'],
      ...['tests/unit/lab/console.test.ts', 'tests/unit/lab/once.test.ts'],
    ],
    through: ['tests/slow/system/restart.slow.ts', 'tests/slow/system/one-fault.slow.ts'],
  },
};

/** What is for students: nobody takes it along. */
const STUDY: Half = {
  isOwn: (path) => /^lab\/(study-|console\/(page\/)?study\/)/.test(path) || path.startsWith('tests/unit/lab/study/'),
  lists: [
    ...['lab/args.ts', 'lab/serve.ts', 'tests/unit/lab/args.test.ts'],
    ...['lab/console/console.ts', 'lab/console/queries.ts', 'lab/console/page/pages.ts'],
  ],
  through: [],
};

export const withoutStudy = (files: ReadonlyMap<string, Buffer>) => without('study', STUDY, files);

/** The repository without a half: what is about it alone is gone, and its lines in what lists both. */
export function withoutHalf(name: string, files: ReadonlyMap<string, Buffer>): Map<string, Buffer> {
  const half = HALVES[name];
  if (!half) throw new Error(`${name} is no half.`);
  return without(name, half, files);
}

function without(name: string, half: Half, files: ReadonlyMap<string, Buffer>): Map<string, Buffer> {
  const singular = new RegExp(name.replace(/s$/, ''), 'i');
  const kept = [...files].filter(([path]) => !half.isOwn(path) && !half.through.includes(path));
  return new Map(
    kept.map(([path, content]) => {
      const text = content.toString();
      if (Buffer.compare(Buffer.from(text), content) !== 0) return [path, content];
      const cut = withoutBlocks(name, text);
      return [path, Buffer.from(half.lists.includes(path) ? withoutLines(singular, cut) : cut)];
    }),
  );
}

const withoutLines = (named: RegExp, text: string) =>
  text
    .split('\n')
    .filter((line) => !named.test(line))
    .join('\n');

/** Text without what stands between `begin NAME` and `end NAME`, those lines included. */
export const withoutBlocks = (name: string, text: string): string =>
  text.replace(new RegExp(`^[^\\n]*\\bbegin ${name}\\b[^\\n]*\\n[\\s\\S]*?\\bend ${name}\\b[^\\n]*\\n`, 'gm'), '');
