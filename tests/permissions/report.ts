import type { Laboratory, Verdict } from '#tests/permissions/matrix.ts';
import { describe, type Permission } from '#tests/permissions/permission.ts';

export const say = (line: string) => process.stdout.write(`${line}\n`);
export const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`.padStart(8);

/** Judges each permission and prints a line of the matrix for it. Resolves with the exit code. */
export async function printMatrix(
  permissions: readonly Permission[],
  verdictOn: (permission: Permission) => Promise<Verdict>,
  { now }: Laboratory['desk'],
): Promise<number> {
  const begun = now();
  const counts = { noticed: 0, machinery: 0, unnoticed: 0 };
  const unnoticed: string[] = [];
  for (const permission of permissions) {
    const [holder, action, resource] = describe(permission);
    const verdict = await verdictOn(permission);
    counts[verdict.kind] += 1;
    say(`${mark[verdict.kind]} ${holder.padEnd(36)} ${action.padEnd(30)} ${resource.padEnd(44)} ${explain(verdict)}`);
    if (verdict.kind === 'unnoticed') unnoticed.push(`${holder}: ${action} on ${resource}`);
  }
  say(
    `${permissions.length} permissions in ${seconds(now() - begun).trim()}: ${counts.noticed} noticed, ${counts.machinery} used by AWS alone, ${counts.unnoticed} unnoticed`,
  );
  for (const line of unnoticed) say(`Unneeded or untested: ${line}`);
  return unnoticed.length === 0 ? 0 : 1;
}

const mark = { noticed: '✓', machinery: '·', unnoticed: '✗' } as const;

function explain(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'noticed':
      return verdict.flow;
    case 'machinery':
      return verdict.reason;
    case 'unnoticed':
      return verdict.tried.length === 0 ? 'no flow uses it' : `not refused: ${verdict.tried.join('; ')}`;
    default:
      return assertNever(verdict);
  }
}

function assertNever(verdict: never): never {
  throw new Error(`Unknown verdict ${JSON.stringify(verdict)}`);
}
