import { isJsonObject } from '#asl/json.ts';
import { parseJsonata } from '#asl/language/jsonata/evaluator/node.ts';

/** What can be said of a JSONata expression without evaluating it. */
export interface JsonataFacts {
  /** Names after `$` that the expression itself does not bind: workflow variables, and functions passed as values. */
  readonly variables: ReadonlySet<string>;
  /** Names read from the root of the evaluation, which Step Functions leaves empty; `$` is the root itself. */
  readonly topLevel: ReadonlySet<string>;
  /** Whether it reads `$$`. */
  readonly root: boolean;
  /** Whether it reads `$states.errorOutput`. */
  readonly errorOutput: boolean;
  /** Whether it reads `$states.result`. */
  readonly result: boolean;
}

/** A string of a JSONata field is an expression when it stands between these. */
export const isExpression = (text: string): boolean => text.startsWith('{%') && text.endsWith('%}') && text.length >= 4;

/** Opened but not closed, or the other way round. */
export const isHalfExpression = (text: string): boolean =>
  !isExpression(text) && (text.startsWith('{%') || text.endsWith('%}'));

export const expressionIn = (text: string): string => text.slice(2, -2).trim();

/** Parses an expression (without its `{% %}`); `error` is the parser's message where it is not JSONata. */
export function readJsonata(expression: string): JsonataFacts | { readonly error: string } {
  try {
    const reader = new Reader();
    reader.visit(parseJsonata(expression), { bound: new Bound(), atRoot: true });
    return reader;
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
    return { error: thrown.message };
  }
}

/** Names that hold where an expression is read. */
class Bound {
  readonly #names = new Set<string>();
  readonly #outer: Bound | undefined;

  constructor(outer?: Bound) {
    this.#outer = outer;
  }

  /** Whatever is read from now on sees them. */
  add(names: readonly unknown[]): void {
    for (const name of names) if (typeof name === 'string') this.#names.add(name);
  }

  has(name: string): boolean {
    return this.#names.has(name) || (this.#outer?.has(name) ?? false);
  }
}

interface Scope {
  readonly bound: Bound;
  /** Whether names are read from the root, not from an item of a path. */
  readonly atRoot: boolean;
}

class Reader implements JsonataFacts {
  readonly variables = new Set<string>();
  readonly topLevel = new Set<string>();
  root = false;
  errorOutput = false;
  result = false;

  visit(node: unknown, scope: Scope): void {
    if (Array.isArray(node)) for (const child of node) this.visit(child, scope);
    if (!isJsonObject(node)) return;
    const read = this.#readers[String(node.type)];
    if (read) read(node, scope);
    else this.#children(node, scope);
  }

  readonly #readers: Readonly<Record<string, (node: Node, scope: Scope) => void>> = {
    path: (node, scope) => this.#path(node, scope),
    block: (node, scope) => this.#block(node, scope),
    lambda: (node, scope) => this.#lambda(node, scope),
    bind: (node, scope) => this.visit(node.rhs, scope),
    function: (node, scope) => this.#call(node, scope),
    partial: (node, scope) => this.#call(node, scope),
    variable: (node, scope) => this.#variable(node, scope),
    transform: (node, scope) => this.#inItems([node.pattern, node.update, node.delete], scope),
  };

  #path(node: Node, scope: Scope): void {
    const steps = Array.isArray(node.steps) ? node.steps.filter(isJsonObject) : [];
    const [first, second] = steps;
    if (scope.atRoot && first?.type === 'name') this.topLevel.add(String(first.value));
    if (first?.type === 'variable' && first.value === 'states') {
      this.errorOutput ||= second?.value === 'errorOutput';
      this.result ||= second?.value === 'result';
    }
    const bound = new Bound(scope.bound);
    steps.forEach((step, index) => {
      this.visit(step, { bound, atRoot: scope.atRoot && index === 0 });
      bound.add([step.focus, step.index]);
    });
    this.#inItems([node.group, node.stages, node.predicate], { ...scope, bound });
  }

  /** A name bound in a block holds from there to the block's end. */
  #block(node: Node, scope: Scope): void {
    const bound = new Bound(scope.bound);
    for (const expression of Array.isArray(node.expressions) ? node.expressions : []) {
      const name = isJsonObject(expression) && expression.type === 'bind' ? nameOf(expression.lhs) : undefined;
      // A function may call itself, so its name is bound in its own body.
      bound.add([name]);
      this.visit(expression, { ...scope, bound });
    }
  }

  #lambda(node: Node, scope: Scope): void {
    const bound = new Bound(scope.bound);
    bound.add((Array.isArray(node.arguments) ? node.arguments : []).map(nameOf));
    this.visit(node.body, { bound, atRoot: false });
  }

  #call(node: Node, scope: Scope): void {
    this.visit(node.arguments, scope);
    const procedure = isJsonObject(node.procedure) ? node.procedure : {};
    // `$name(…)` calls a function; anything else yields the function that is called.
    if (procedure.type !== 'variable') this.visit(procedure, scope);
  }

  #variable(node: Node, scope: Scope): void {
    const name = String(node.value);
    if (name === '$') this.root = true;
    else if (name === '' && scope.atRoot) this.topLevel.add('$');
    else if (name !== '' && !scope.bound.has(name)) this.variables.add(name);
    this.#inItems([node.group, node.stages, node.predicate], scope);
  }

  #children(node: Node, scope: Scope): void {
    const { group, stages, predicate, position: _, ...children } = node;
    for (const child of Object.values(children)) this.visit(child, scope);
    this.#inItems([group, stages, predicate], scope);
  }

  #inItems(children: readonly unknown[], scope: Scope): void {
    for (const child of children) this.visit(child, { ...scope, atRoot: false });
  }
}

type Node = Readonly<Record<string, unknown>>;

const nameOf = (node: unknown): unknown => (isJsonObject(node) && node.type === 'variable' ? node.value : undefined);
