import { readFile, writeFile } from 'node:fs/promises';
import * as z from 'zod';
import { type Accepted, accepted } from '../../../serverless/scanners/accepted.ts';
import { acceptedAt, type Resource } from '../../../serverless/scanners/suppressions.ts';
import type { Finding } from './finding.ts';

const compiled = z.looseObject({
  Resources: z.record(
    z.string(),
    z.looseObject({
      Type: z.string(),
      Properties: z.optional(z.record(z.string(), z.unknown())),
      Metadata: z.optional(z.record(z.string(), z.unknown())),
    }),
  ),
});

interface Judged {
  /** Findings that nobody has accepted. */
  readonly fresh: readonly Finding[];
  /** What of the accepted was found. */
  readonly found: ReadonlySet<Accepted>;
}

export async function resourcesOf(template: string): Promise<Readonly<Record<string, Resource>>> {
  return compiled.parse(JSON.parse(await readFile(template, 'utf8'))).Resources;
}

/** Writes a template as its scanners would see it if nothing were left out. */
export async function writeBare(template: string, path: string): Promise<void> {
  const whole = compiled.parse(JSON.parse(await readFile(template, 'utf8')));
  for (const resource of Object.values(whole.Resources)) delete resource.Metadata;
  await writeFile(path, JSON.stringify(whole));
}

/** What is new among findings, and which of the accepted they are. */
export function judge(resources: Readonly<Record<string, Resource>>, findings: readonly Finding[]): Judged {
  const found = new Set<Accepted>();
  const fresh = findings.filter(({ scanner, rule, resource }) => {
    const there = resources[resource];
    const match = there && acceptedAt(there).find((each) => each.scanner === scanner && each.rule === rule);
    if (match) found.add(match);
    return match === undefined;
  });
  return { fresh, found };
}

/** What is accepted and no scanner says any more. */
export const stale = (scanner: string, found: ReadonlySet<Accepted>): readonly Accepted[] =>
  accepted.filter((each) => each.scanner === scanner && !found.has(each));
