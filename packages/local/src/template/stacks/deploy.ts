import type { OutputRecord } from '#services/cloudformation/store/records.ts';
import type { OutputDefinition } from '#template/compiled-template.ts';
import { evaluate } from '#template/intrinsics/evaluate.ts';
import type { Scope } from '#template/intrinsics/scope.ts';
import { inOrder } from '#template/stacks/in-order.ts';
import { makeResource } from '#template/stacks/make.ts';
import type { Deployment, Workshop } from '#template/stacks/workshop.ts';
import { TemplateError } from '#template/template-error.ts';

/** What a template made of a stack, beside its resources. */
export interface Deployed {
  readonly outputs: readonly OutputRecord[];
  /** The logical ids that its conditions let in. */
  readonly wanted: ReadonlySet<string>;
}

/**
 * Makes every resource of a template run: each as soon as what it depends on is there, the rest side by side. Rejects with
 * a ResourceFailure or a TemplateError.
 * @param pause called before each, throws where the system stops
 */
export async function deploy(deployment: Deployment, workshop: Workshop, pause: () => void): Promise<Deployed> {
  const { template, scope } = deployment;
  const wanted = new Map([...template.resources].filter(([, { condition }]) => holds(condition, scope)));
  await inOrder(wanted, scope, async (logicalId, definition) => {
    pause();
    await makeResource(logicalId, definition, deployment, workshop);
  });
  return { outputs: resolveOutputs(deployment), wanted: new Set(wanted.keys()) };
}

/** Throws a TemplateError that names the output. */
export const resolveOutputs = ({ template, scope }: Pick<Deployment, 'template' | 'scope'>): readonly OutputRecord[] =>
  [...template.outputs].flatMap(([key, output]) => resolveOutput(key, output, scope));

const holds = (condition: string | undefined, scope: Scope): boolean =>
  condition === undefined || scope.condition(condition);

function resolveOutput(key: string, output: OutputDefinition, scope: Scope): readonly OutputRecord[] {
  if (!holds(output.condition, scope)) return [];
  const { description, exportName } = output;
  const value = textOf(key, () => evaluate(output.value, scope));
  return [
    {
      ...{ key, value },
      ...(description !== undefined && { description }),
      ...(exportName !== undefined && { exportName: textOf(key, () => evaluate(exportName, scope)) }),
    },
  ];
}

function textOf(key: string, evaluated: () => unknown): string {
  try {
    const value = evaluated();
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
    throw new TemplateError('the value is not text');
  } catch (error) {
    throw new TemplateError(`Output ${key}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
