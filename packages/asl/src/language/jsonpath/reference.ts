import { isJsonObject, type Json } from '#asl/json.ts';
import type { EvaluationContext } from '../../execution/evaluation-context.ts';
import { BudgetExceeded } from '../budget.ts';
import { budgetOf } from './limits.ts';
import { evaluatePath, type Found } from './path/evaluate.ts';
import { type Path, parsePath, type Stage } from './path/path.ts';

/** A compiled path. */
export interface Reference {
  readonly text: string;
  find(evaluation: EvaluationContext, subject: Json): Found;
}

/** Throws a SyntaxError where the text is no path; `find` throws a StatesError where it would take too long. */
export function compileReference(text: string): Reference {
  const path = parsePath(text);
  const rootOf = rootReader(path);
  const follow = follower(path);
  return {
    text,
    find(evaluation, subject) {
      const root = rootOf(evaluation, subject);
      if (root === undefined) return { kind: 'missing', why: `No results for path: ${text}` };
      try {
        return follow(root, evaluation);
      } catch (error) {
        if (!(error instanceof BudgetExceeded)) throw error;
        throw evaluation.queryError(`The JSONPath '${text}' threw an error during evaluation: ${error.message}`, text);
      }
    },
  };
}

function rootReader({ root }: Path): (evaluation: EvaluationContext, subject: Json) => Json | undefined {
  switch (root.kind) {
    case 'subject':
      return (_, subject) => subject;
    case 'context':
      return (evaluation) => evaluation.context;
    case 'variable':
      return ({ variables }) => (Object.hasOwn(variables, root.name) ? variables[root.name] : undefined);
  }
}

/** Most paths are nothing but names: those are followed without lists of nodes. */
function follower(path: Path): (root: Json, evaluation: EvaluationContext) => Found {
  const [stage, ...more] = path.stages;
  const names = plainNames(stage);
  const evaluate = (root: Json, evaluation: EvaluationContext) => evaluatePath(path, root, budgetOf(evaluation));
  if (names === undefined || more.length > 0) return evaluate;
  return (root, evaluation) => {
    let node: Json | undefined = root;
    for (const name of names) {
      if (!isJsonObject(node) || !Object.hasOwn(node, name)) return evaluate(root, evaluation);
      node = node[name];
    }
    return node === undefined ? evaluate(root, evaluation) : { kind: 'found', value: node };
  };
}

function plainNames(stage: Stage | undefined): readonly string[] | undefined {
  if (stage === undefined || stage.apply !== undefined) return undefined;
  const names = stage.segments.flatMap((segment) =>
    segment.kind === 'child' && segment.names.length === 1 ? segment.names : [],
  );
  return names.length === stage.segments.length ? names : undefined;
}
