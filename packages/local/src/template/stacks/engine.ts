import { AwsError } from '#gateway/aws-error.ts';
import type { StackEngine, TemplateSummary } from '#services/cloudformation/engine.ts';
import { LiveStack } from '#services/cloudformation/store/live-stack.ts';
import type { StackRecord, Wanted } from '#services/cloudformation/store/records.ts';
import { readBody } from '#template/body.ts';
import { checkTemplate } from '#template/compiled-template.ts';
import { resolveParameters } from '#template/parameters.ts';
import type { Registry } from '#template/registry.ts';
import { lackingCapabilities } from '#template/stacks/checks/capabilities.ts';
import { asValidation, readTemplateBody, summaryOf } from '#template/stacks/checks/check.ts';
import { refuseOtherTypes } from '#template/stacks/checks/other-types.ts';
import { isUnderWay, live } from '#template/stacks/life.ts';
import { planOf } from '#template/stacks/plan.ts';
import { bringBack, moveTo } from '#template/stacks/restore.ts';
import { type StackTemplate, startStack } from '#template/stacks/start.ts';
import { Stopped } from '#template/stacks/stopped.ts';
import type { Workshop } from '#template/stacks/workshop.ts';

/** The engine as the system has it. */
export interface RunningEngine extends StackEngine {
  /** Makes the stacks that the system starts with, then brings back all others. Rejects with a TemplateError. */
  start(templates: readonly StackTemplate[]): Promise<readonly StackRecord[]>;
  /** Goes on with what was under way when an earlier run ended: once everything runs. */
  resume(): void;
  /** Stops between two resources; the next run goes on. */
  close(): Promise<void>;
}

/** Makes stacks of templates: those of the API and those that a start brings along. */
export function createStackEngine(workshop: Workshop): RunningEngine {
  const { store, registry, log } = workshop;
  const running = new Map<string, Promise<void>>();
  let isClosed = false;
  const pause = () => {
    if (isClosed) throw new Stopped();
  };
  const run = (id: string) =>
    live(new LiveStack(id, workshop), workshop, pause)
      .catch((error) => {
        if (!(error instanceof Stopped)) log(`Stack ${store.find(id)?.name}: ${error}`);
      })
      .finally(() => running.delete(id));
  const goOn = (id: string) => {
    if (!running.has(id))
      running.set(
        id,
        new Promise<void>(setImmediate).then(() => run(id)),
      );
  };
  return {
    describe: async (source) => summaryOf(source, checkTemplate(await readBody(source), 'The template')),
    read: (source) => asValidation(async () => summaryOf(source, await readTemplateBody(source, registry))),
    check: (wanted, stack) => asValidation(() => check(wanted, stack, registry)),
    changes: (wanted, stack) => asValidation(() => planOf(stack, wanted, workshop)),
    goOn,
    async start(templates) {
      for (const stack of store.all()) moveTo(workshop.endpoint(), stack, store);
      const started: StackRecord[] = [];
      for (const template of templates) started.push(await startStack(template, workshop));
      for (const { id, resources } of started.slice(1)) if (resources.length === 0) endStack(id, workshop);
      const names = new Set(templates.map(({ name }) => name));
      for (const stack of store.all()) if (!names.has(stack.name)) await bringBack(stack, workshop);
      return started;
    },
    resume() {
      for (const { id, status } of store.all()) if (isUnderWay(status)) goOn(id);
    },
    async close() {
      isClosed = true;
      await Promise.all(running.values());
    },
  };
}

/** A stack beside the first one that has nothing is none. */
function endStack(id: string, workshop: Workshop): void {
  const stack = new LiveStack(id, workshop);
  stack.change({ deletedAt: workshop.clock.now() });
  stack.enter('DELETE_COMPLETE');
}

async function check(wanted: Wanted, stack: StackRecord | undefined, registry: Registry): Promise<TemplateSummary> {
  const template = await readTemplateBody(wanted.template, registry);
  resolveParameters(template, Object.fromEntries(wanted.parameters.map(({ key, value }) => [key, value])));
  const lacking = lackingCapabilities(template, wanted.capabilities);
  if (lacking.length > 0)
    throw new AwsError('InsufficientCapabilitiesException', `Requires capabilities : [${lacking.join(', ')}]`);
  if (stack) refuseOtherTypes(template.resources, stack);
  return summaryOf(wanted.template, template);
}
