import type { Desk } from '#tests/permissions/desk.ts';
import type { Editor } from '#tests/permissions/editor.ts';
import type { Flow } from '#tests/permissions/flow.ts';
import { isFor, type Permission } from '#tests/permissions/permission.ts';
import type { Watch } from '#tests/permissions/watch.ts';
import { machineryReason } from '../../scripts/docs/permissions/machinery.ts';

/** What shows that a permission is needed. */
export type Verdict =
  | { readonly kind: 'noticed'; readonly flow: string }
  | { readonly kind: 'machinery'; readonly reason: string }
  /** Flows that need it, or would: none was refused. */
  | { readonly kind: 'unnoticed'; readonly tried: readonly string[] };

/** A flow that used a permission, and how soon. */
export interface Use {
  readonly flow: Flow;
  readonly afterMs: number;
}

export interface Laboratory {
  readonly desk: Desk;
  readonly editor: Editor;
  readonly watch: Watch;
  /** Makes the names of one run of a flow its own. */
  nextId(): string;
}

const LONGEST_FLOW_MS = 120_000;

/** Runs every flow with all permissions there, and notes which of them it used. Rejects when a flow does not end. */
export async function usesOf(
  flows: readonly Flow[],
  permissions: readonly Permission[],
  laboratory: Laboratory,
  tell: (flow: Flow, ms: number) => void,
): Promise<ReadonlyMap<Permission, readonly Use[]>> {
  const uses = new Map<Permission, Use[]>(permissions.map((permission) => [permission, []]));
  for (const flow of flows) {
    const begun = laboratory.desk.now();
    const seen = new Set<Permission>();
    const stop = laboratory.watch.listen((judgement) => {
      for (const permission of permissions) {
        if (seen.has(permission) || !isFor(permission, judgement)) continue;
        seen.add(permission);
        uses.get(permission)?.push({ flow, afterMs: laboratory.desk.now() - begun });
      }
    });
    await flow.run(laboratory.desk, laboratory.nextId(), AbortSignal.timeout(LONGEST_FLOW_MS)).catch((cause) => {
      throw new Error(`${flow.name}: did not come to its end with every permission there`, { cause });
    });
    stop();
    tell(flow, laboratory.desk.now() - begun);
  }
  return uses;
}

/** Takes the permission away, and runs the flows that used it, the soonest first, until one is refused. */
export async function judge(permission: Permission, uses: readonly Use[], laboratory: Laboratory): Promise<Verdict> {
  const tried: string[] = [];
  for (const { flow } of uses.toSorted((a, b) => a.afterMs - b.afterMs)) {
    if (await isRefused(flow, permission, laboratory)) return { kind: 'noticed', flow: flow.name };
    tried.push(flow.name);
  }
  const reason = machineryReason({ ...permission, role: permission.holder.arn });
  return reason === undefined ? { kind: 'unnoticed', tried } : { kind: 'machinery', reason };
}

async function isRefused(flow: Flow, permission: Permission, { desk, editor, watch, nextId }: Laboratory) {
  const over = new AbortController();
  const refused = Promise.withResolvers<boolean>();
  const stop = watch.listen((judgement) => {
    if (!judgement.allowed && isFor(permission, judgement)) refused.resolve(true);
  });
  const giveBack = editor.remove(permission);
  const signal = AbortSignal.any([over.signal, AbortSignal.timeout(LONGEST_FLOW_MS)]);
  const run = flow.run(desk, nextId(), signal).then(
    () => false,
    () => false,
  );
  const answer = await Promise.race([refused.promise, run]);
  giveBack();
  stop();
  over.abort();
  await run;
  return answer;
}
