import { isJsonObject, type Json } from '#asl/json.ts';
import { assertNever } from '../../error.ts';
import { applyFunction, PathFunctionError } from './functions.ts';
import type { Path, Segment } from './path.ts';

export type Found =
  | { readonly kind: 'found'; readonly value: Json }
  | { readonly kind: 'missing'; readonly why: string };

/** A path's value, or why there is none in Jayway's words. An indefinite path always has a value: a list. */
export function evaluatePath(path: Path, root: Json): Found {
  try {
    return follow(path, root);
  } catch (error) {
    if (error instanceof PathFunctionError) return { kind: 'missing', why: error.message };
    throw error;
  }
}

function follow(path: Path, root: Json): Found {
  let nodes: readonly Json[] = [root];
  let isDefinite = true;
  for (const [index, segment] of path.segments.entries()) {
    if (segment.kind === 'function') {
      nodes = [applyFunction(segment.name, isDefinite ? nodes[0] : nodes)];
      isDefinite = true;
      continue;
    }
    const next = nodes.flatMap((node) => (segment.descend ? descend(node, segment, root) : step(node, segment, root)));
    const wasDefinite = isDefinite;
    isDefinite &&= isSingle(segment);
    // Only an indefinite path may lead nowhere.
    if (next.length === 0 && wasDefinite && (isDefinite || isMissingProperty(nodes[0], segment))) {
      return { kind: 'missing', why: whyMissing(path, index, nodes[0]) };
    }
    nodes = next;
  }
  const [first] = nodes;
  return { kind: 'found', value: isDefinite && first !== undefined ? first : nodes };
}

const isSingle = (segment: Segment): boolean =>
  !segment.descend &&
  ((segment.kind === 'child' && segment.names.length === 1) ||
    (segment.kind === 'index' && segment.indices.length === 1));

const isMissingProperty = (node: Json | undefined, segment: Segment): boolean =>
  segment.kind === 'child' && segment.names.length === 1 && !segment.descend && node !== undefined;

function step(node: Json, segment: Segment, root: Json): readonly Json[] {
  switch (segment.kind) {
    case 'child':
      return isJsonObject(node) ? members(node, segment.names) : [];
    case 'wildcard':
      return children(node);
    case 'index':
      return Array.isArray(node)
        ? segment.indices.flatMap((index) => (node.at(index) === undefined ? [] : [node.at(index)]))
        : [];
    case 'slice':
      return Array.isArray(node) ? node.slice(segment.from, segment.to) : [];
    case 'filter':
      return (Array.isArray(node) ? node : [node]).filter((item) => segment.test(item, root));
    case 'function':
      return [applyFunction(segment.name, node)];
    default:
      return assertNever(segment);
  }
}

function members(node: { readonly [name: string]: Json }, names: readonly string[]): readonly Json[] {
  if (names.length > 1) {
    return [
      Object.fromEntries(names.flatMap((name) => (Object.hasOwn(node, name) ? [[name, node[name] ?? null]] : []))),
    ];
  }
  const [name] = names;
  return name !== undefined && Object.hasOwn(node, name) ? [node[name] ?? null] : [];
}

const children = (node: Json): readonly Json[] =>
  Array.isArray(node) ? node : isJsonObject(node) ? Object.values(node) : [];

/** Every node from this one down, parents first. Not recursive: a loop that wraps its input nests deeper than a call stack. */
function descend(root: Json, segment: Segment, document: Json): readonly Json[] {
  const found: Json[] = [];
  const pending: Json[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    // A filter looks at the members of a list, not at every object by itself.
    if (segment.kind !== 'filter' || Array.isArray(node)) found.push(...step(node, segment, document));
    for (const child of children(node).toReversed()) pending.push(child);
  }
  return found;
}

function whyMissing(path: Path, index: number, parent: Json | undefined): string {
  const shown = `$${path.segments
    .slice(0, index + 1)
    .map(showSegment)
    .join('')}`;
  const segment = path.segments[index];
  if (segment?.kind === 'child' && !isJsonObject(parent)) {
    const above = `$${path.segments.slice(0, index).map(showSegment).join('')}`;
    return `Expected to find an object with property ${showSegment(segment)} in path ${above} but found '${javaType(parent)}'. This is not a json object according to the JsonProvider: 'com.jayway.jsonpath.spi.json.JacksonJsonProvider'.`;
  }
  return index === path.segments.length - 1 ? `No results for path: ${shown}` : `Missing property in path ${shown}`;
}

function showSegment(segment: Segment): string {
  if (segment.kind === 'child') return `[${segment.names.map((name) => `'${name}'`).join(',')}]`;
  return segment.kind === 'index' ? `[${segment.indices.join(',')}]` : '[*]';
}

function javaType(value: Json | undefined): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'java.util.ArrayList';
  if (typeof value === 'string') return 'java.lang.String';
  if (typeof value === 'boolean') return 'java.lang.Boolean';
  return Number.isInteger(value) ? 'java.lang.Integer' : 'java.lang.Double';
}
