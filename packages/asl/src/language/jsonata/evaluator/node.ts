import jsonata from 'jsonata';
import { isJsonObject } from '#asl/json.ts';
import { Memo } from '#asl/memo.ts';

/** A node of jsonata's syntax tree. */
export type Node = Readonly<Record<string, unknown>>;

/** Newer versions take them; Step Functions has 2.0.6, which does not. */
const NEWER: Readonly<Record<string, string>> = { '??': '?', '?:': ':' };

/** Nodes within each other that an expression may have: what reads it calls itself for each. */
const DEEPEST_NODES = 1_000;

/** Trees by source: an expression is parsed when its definition is checked, described and compiled. */
const parsed = new Memo<Node>(1_000);
const LONGEST_KEPT = 10_000;

/**
 * Parses an expression as jsonata 2.0.6 does. Throws a SyntaxError with that version's words.
 * https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */
export const parseJsonata = (source: string): Node =>
  source.length > LONGEST_KEPT ? checked(source) : parsed.get(source, () => checked(source));

/** Ours: to parse one that long takes some hundred milliseconds, in which nothing else can be done. */
const LONGEST = 100_000;

function checked(source: string): Node {
  if (source.length > LONGEST)
    throw new SyntaxError(`UNSUPPORTED_LOCALLY: an expression of more than ${LONGEST} characters`);
  const tree = parse(source);
  const pending: { node: unknown; depth: number }[] = [{ node: tree, depth: 1 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, depth } = next;
    if (depth > DEEPEST_NODES) throw new SyntaxError('The expression is nested too deeply');
    if (Array.isArray(node)) for (const child of node) pending.push({ node: child, depth });
    if (!isJsonObject(node) || node instanceof RegExp) continue;
    if (node.type === 'condition') refuseNewer(source, Number(node.position));
    for (const child of Object.values(node)) pending.push({ node: child, depth: depth + 1 });
  }
  return tree;
}

function parse(source: string): Node {
  try {
    const tree: unknown = jsonata(source).ast();
    return isJsonObject(tree) ? tree : {};
  } catch (thrown) {
    if (thrown instanceof RangeError) throw new SyntaxError('The expression is nested too deeply');
    throw new SyntaxError(isJsonObject(thrown) ? String(thrown.message) : String(thrown));
  }
}

/** The position is right behind the operator. */
function refuseNewer(source: string, position: number): void {
  const symbol = NEWER[source.slice(position - 2, position)];
  if (symbol !== undefined) throw new SyntaxError(`The symbol "${symbol}" cannot be used as a unary operator`);
}

export const nodeOf = (value: unknown): Node => (isJsonObject(value) ? value : {});
export const nodesOf = (value: unknown): readonly Node[] => (Array.isArray(value) ? value.map(nodeOf) : []);
export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
