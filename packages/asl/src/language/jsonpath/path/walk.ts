import { isJsonObject, type Json, type JsonObject } from '#asl/json.ts';
import { assertNever } from '../../../error.ts';
import type { Budget } from '../../budget.ts';
import { javaText } from '../java-text.ts';
import { isDefinite, type Segment, showSegment } from './segment.ts';

/** Why Jayway gives up. A wildcard over a list passes over what is missing, and over nothing else. */
interface Failure {
  readonly isMissing: boolean;
  why(): string;
}

type Step<Kind extends Segment['kind']> = Extract<Segment, { kind: Kind }>;

const missing = (why: () => string): Failure => ({ isMissing: true, why });
const invalid = (why: () => string): Failure => ({ isMissing: false, why });

/**
 * Follows a path as Jayway 2.0.0 does, with its ways: a name that is missing is passed over only where it is neither
 * last nor followed by definite steps alone, an index or a filter fails on what is no list, and a scan hands the items
 * of a list on without looking at them.
 */
export class Walk {
  readonly root: Json;
  readonly results: Json[] = [];
  readonly #segments: readonly Segment[];
  readonly #budget: Budget;

  constructor(segments: readonly Segment[], root: Json, budget: Budget) {
    this.#segments = segments;
    this.root = root;
    this.#budget = budget;
  }

  /** Goes on with the segment at an index; `at` is where the node is, for messages. */
  follow(index: number, node: Json, at: string): Failure | undefined {
    this.#budget.spend();
    const segment = this.#segments[index];
    if (segment === undefined) {
      this.results.push(node);
      return undefined;
    }
    switch (segment.kind) {
      case 'child':
        return this.#child(index, node, at, segment);
      case 'wildcard':
        return this.#wildcard(index, node, at);
      case 'filter':
        return this.#filter(index, node, at, segment);
      case 'scan':
        return this.#scan(index, node, at);
      case 'index':
      case 'indices':
      case 'from end':
      case 'slice':
        return this.#list(index, node, at, segment);
      default:
        return assertNever(segment);
    }
  }

  #child(index: number, node: Json, at: string, segment: Step<'child'>): Failure | undefined {
    if (!isJsonObject(node)) return missing(() => `Property ${showSegment(segment)} not found in path ${at}`);
    const isLast = index === this.#segments.length - 1;
    const here = `${at}${showSegment(segment)}`;
    if (segment.names.length > 1) {
      if (!isLast) return invalid(() => `Multi properties can only be used as path leafs: ${here}`);
      this.results.push(members(node, segment.names));
      return undefined;
    }
    const [name = ''] = segment.names;
    if (Object.hasOwn(node, name)) return this.follow(index + 1, node[name] ?? null, here);
    if (isLast) return missing(() => `No results for path: ${here}`);
    return this.#mayBeMissing(index) ? undefined : missing(() => `Missing property in path ${here}`);
  }

  /** Where the step before or anything from it on is not definite. */
  #mayBeMissing(index: number): boolean {
    return !this.#segments.slice(Math.max(0, index - 1)).every(isDefinite);
  }

  #wildcard(index: number, node: Json, at: string): Failure | undefined {
    if (Array.isArray(node)) {
      for (const [place, item] of node.entries()) {
        const failure = this.follow(index + 1, item, `${at}[${place}]`);
        if (failure !== undefined && !failure.isMissing) return failure;
      }
      return undefined;
    }
    if (!isJsonObject(node)) return undefined;
    for (const [name, member] of Object.entries(node)) {
      const failure = this.follow(index + 1, member, `${at}['${name}']`);
      if (failure !== undefined) return failure;
    }
    return undefined;
  }

  #filter(index: number, node: Json, at: string, { test }: Step<'filter'>): Failure | undefined {
    if (isJsonObject(node)) return test(node, this.root, this.#budget) ? this.follow(index + 1, node, at) : undefined;
    if (!Array.isArray(node)) {
      return invalid(() => `Filter: [?] can not be applied to primitives. Current context is: ${javaText(node)}`);
    }
    for (const [place, item] of node.entries()) {
      if (!test(item, this.root, this.#budget)) continue;
      const failure = this.follow(index + 1, item, `${at}[${place}]`);
      if (failure !== undefined) return failure;
    }
    return undefined;
  }

  #list(index: number, node: Json, at: string, segment: ListStep): Failure | undefined {
    if (node === null) return missing(() => `The path ${at} is null`);
    if (!Array.isArray(node)) {
      return invalid(
        () => `Filter: ${showSegment(segment)} can only be applied to arrays. Current context is: ${javaText(node)}`,
      );
    }
    for (const place of places(segment, node.length)) {
      const item: Json | undefined = node[place];
      if (item === undefined) return missing(() => `Index out of bounds when evaluating path ${at}[${place}]`);
      const failure = this.follow(index + 1, item, `${at}[${place}]`);
      if (failure !== undefined) return failure;
    }
    return undefined;
  }

  /** Every node from this one down, parents first. Not recursive: data may nest deeper than a call stack. */
  #scan(index: number, start: Json, at: string): Failure | undefined {
    const target = this.#segments[index + 1];
    const isLast = index + 2 === this.#segments.length;
    const pending: Json[] = [start];
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      this.#budget.spend();
      if (target !== undefined && this.#scansFor(target, node)) {
        const failure =
          Array.isArray(node) && !isLast
            ? this.#each(index + 2, node, at)
            : isJsonObject(node) || Array.isArray(node)
              ? this.follow(index + 1, node, at)
              : undefined;
        if (failure !== undefined) return failure;
      }
      const below = Array.isArray(node) ? node : isJsonObject(node) ? Object.values(node) : [];
      for (let place = below.length - 1; place >= 0; place -= 1) pending.push(below[place] ?? null);
    }
    return undefined;
  }

  #each(index: number, items: readonly Json[], at: string): Failure | undefined {
    for (const item of items) {
      const failure = this.follow(index, item, at);
      if (failure !== undefined) return failure;
    }
    return undefined;
  }

  #scansFor(target: Segment, node: Json): boolean {
    switch (target.kind) {
      case 'child':
        return isJsonObject(node) && target.names.every((name) => Object.hasOwn(node, name));
      case 'wildcard':
        return true;
      case 'filter':
        return typeof node === 'object' && node !== null && target.test(node, this.root, this.#budget);
      case 'scan':
        return false;
      default:
        return Array.isArray(node);
    }
  }
}

const members = (node: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(names.flatMap((name) => (Object.hasOwn(node, name) ? [[name, node[name] ?? null]] : [])));

type ListStep = Step<'index' | 'indices' | 'from end' | 'slice'>;

/** The places of a list that a step leads to; some may not be there. */
function places(segment: ListStep, length: number): readonly number[] {
  switch (segment.kind) {
    case 'index':
      return [fromEnd(segment.index, length)];
    case 'indices':
      return segment.indices.map((index) => fromEnd(index, length));
    case 'from end':
      return [length + segment.offset];
    case 'slice':
      return slice(segment, length);
  }
}

const fromEnd = (index: number, length: number): number => (index < 0 ? length + index : index);

/** A bound counts from the end only where it is the only one. */
function slice({ from, to }: Step<'slice'>, length: number): readonly number[] {
  const first = from === undefined ? 0 : to === undefined ? Math.max(0, fromEnd(from, length)) : from;
  const end = to === undefined ? length : Math.min(length, from === undefined ? fromEnd(to, length) : to);
  return Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
}
