import { join } from 'node:path';
import * as z from 'zod';
import type { PolicyStore } from '#services/iam/policy-store.ts';
import { readJsonFile, writeJsonFile } from '#services/json-file.ts';
import { record } from '#services/record.ts';

const documents = record(z.unknown());
const kept = z.object({
  policies: documents,
  roles: z.array(
    z.object({
      arn: z.string(),
      trust: z.unknown(),
      settings: z.object({
        description: z.exactOptional(z.string()),
        maxSessionSeconds: z.number(),
        tags: record(z.string()),
        createdAt: z.exactOptional(z.number()),
      }),
      inline: documents,
      managed: z.array(z.string()),
    }),
  ),
});

/** Roles and policies that were made by API, in `dataDir/iam`: those of the template come from it at every start. */
export function openKeep(dataDir: string, policies: PolicyStore): { save(): void } {
  const file = join(dataDir, 'iam', 'iam.json');
  const before = readJsonFile(file, kept, { policies: {}, roles: [] });
  for (const [arn, document] of Object.entries(before.policies))
    policies.defineManaged(arn, document, { isKept: true });
  for (const { arn, trust, settings, inline, managed } of before.roles)
    policies.restoreRole({ arn, trust, settings, inline, managed });
  return {
    save() {
      const roles = policies.roles.filter(({ settings }) => settings.createdAt !== undefined);
      writeJsonFile(file, {
        policies: Object.fromEntries(
          [...policies.keptArns].map((arn) => [arn, policies.managedPolicy(arn)?.written] as const),
        ),
        roles: roles.map(({ arn, trust, settings, inline, managed }) => ({
          arn,
          trust: trust.written,
          settings,
          inline: Object.fromEntries([...inline].map(([name, { written }]) => [name, written])),
          managed: [...managed],
        })),
      });
    },
  };
}
