import type { Json, JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';

/** Names within each other; no parameter of AWS's has more than a handful. */
const DEEPEST = 32;

/** A tree of form parameters before lists and maps are recognized. */
type Tree = Map<string, Tree | string>;

/**
 * Form parameters of the AWS query protocol as one object:
 * `Tags.member.1.Key=a` becomes `{ Tags: [{ Key: 'a' }] }`, `Attributes.entry.1.key=a&…value=b` becomes
 * `{ Attributes: { a: 'b' } }`, and `AttributeName.1=a` becomes `{ AttributeName: ['a'] }`.
 * Throws AwsError. https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export function parseQueryInput(form: URLSearchParams): JsonObject {
  const root: Tree = new Map();
  for (const [name, value] of form) {
    const path = name.split('.', DEEPEST + 1);
    if (path.length > DEEPEST)
      throw new AwsError('MalformedQueryString', 'The query string contains a syntax error.', 404);
    insert(root, path, value);
  }
  return Object.fromEntries([...root].map(([name, node]) => [name, toJson(node)]));
}

function insert(tree: Tree, path: readonly string[], value: string): void {
  const [head = '', ...rest] = path;
  if (rest.length === 0) {
    tree.set(head, value);
    return;
  }
  const existing = tree.get(head);
  const next: Tree = existing instanceof Map ? existing : new Map();
  tree.set(head, next);
  insert(next, rest, value);
}

function toJson(node: Tree | string): Json {
  if (typeof node === 'string') return node;
  const only = node.size === 1 ? [...node.keys()][0] : undefined;
  const inner = only === undefined ? undefined : node.get(only);
  if (only === 'member' && inner instanceof Map) return list(inner);
  if (only === 'entry' && inner instanceof Map) return map(inner);
  if ([...node.keys()].every((name) => /^\d+$/.test(name))) return list(node);
  return Object.fromEntries([...node].map(([name, item]) => [name, toJson(item)]));
}

const inOrder = (tree: Tree) => [...tree].toSorted(([a], [b]) => Number(a) - Number(b)).map(([, item]) => item);

const list = (tree: Tree): Json => inOrder(tree).map(toJson);

function map(tree: Tree): Json {
  const entries = inOrder(tree).flatMap((item) => {
    if (typeof item === 'string') return [];
    const key = item.get('key') ?? item.get('Name');
    const value = item.get('value') ?? item.get('Value');
    return typeof key === 'string' && value !== undefined ? [[key, toJson(value)] as const] : [];
  });
  return Object.fromEntries(entries);
}
