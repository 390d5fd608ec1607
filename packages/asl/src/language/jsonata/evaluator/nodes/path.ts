import type { Compile, Evaluator } from '../evaluator.ts';
import type { Frame } from '../frame.ts';
import { type Node, nodeOf, nodesOf, textOf } from '../node.ts';
import {
  isList,
  isMembers,
  isSequence,
  type List,
  type Sequence,
  sequenceFrom,
  sequenceOf,
  type Value,
} from '../values.ts';
import { compileFilter, itemOf } from './filter.ts';
import { compileGroup } from './group.ts';
import { compileSort } from './sort.ts';
import { append } from './steps.ts';

/** What comes after a step's value: filters, and `#$name`, which binds the place. */
type Stage = (input: List, frame: Frame) => List;

interface Step {
  readonly evaluate: Evaluator;
  readonly stages: readonly Stage[];
  /** `@$name` binds the item and stays where it was. */
  readonly focus: string | undefined;
  readonly index: string | undefined;
  readonly ancestor: string | undefined;
  readonly isTuple: boolean;
  readonly isArray: boolean;
  readonly sort: ((items: List, frame: Frame) => List) | undefined;
}

/** Steps from item to item. */
export function compilePath(node: Node, compile: Compile): Evaluator {
  const nodes = nodesOf(node.steps);
  const steps = nodes.map((step) => compileStep(step, compile));
  const isAbsolute = nodes[0]?.type === 'variable';
  const group = node.group === undefined ? undefined : compileGroup(nodeOf(node.group), compile);
  return (input, frame) => {
    const walk = walkSteps(steps, isList(input) && !isAbsolute ? input : sequenceOf(input), frame);
    let result: Value =
      walk.tuples === undefined ? walk.items : node.tuple === true ? walk.tuples : itemsOf(walk.tuples);
    if (node.keepSingletonArray === true) result = keptSingleton(result);
    return group === undefined ? result : group(walk.tuples ?? result, frame);
  };
}

function walkSteps(steps: readonly Step[], start: List, frame: Frame): { items: Value; tuples: List | undefined } {
  let items: List = start;
  let result: Value;
  let tuples: List | undefined;
  let hasTuples = false;
  for (const [at, step] of steps.entries()) {
    hasTuples ||= step.isTuple;
    if (at === 0 && step.isArray) result = step.evaluate(items, frame);
    else if (hasTuples) tuples = tupleStep(step, items, tuples, frame);
    else result = plainStep(step, items, frame, at === steps.length - 1);
    if (!hasTuples && (result === undefined || (isList(result) && result.length === 0))) break;
    if (step.focus === undefined && !step.isTuple) items = isList(result) ? result : [];
  }
  return { items: result, tuples: hasTuples ? (tuples ?? sequenceOf()) : undefined };
}

const itemsOf = (tuples: List): Value => sequenceFrom(tuples.map(itemOf));

/** `[]` behind a path: a list, even of one. */
function keptSingleton(value: Value): Value {
  if (isSequence(value)) return Object.assign(value, { keepSingleton: true });
  return isList(value) && value.cons === true ? Object.assign(sequenceOf(value), { keepSingleton: true }) : value;
}

function compileStep(node: Node, compile: Compile): Step {
  const stages = Array.isArray(node.stages) ? nodesOf(node.stages) : [];
  return {
    evaluate: node.type === 'sort' ? (input) => input : compile(node),
    stages: stages.map((stage) => compileStage(stage, compile)),
    focus: textOf(node.focus),
    index: textOf(node.index),
    ancestor: textOf(nodeOf(node.ancestor).label),
    isTuple: node.tuple === true,
    isArray: node.consarray === true,
    sort: node.type === 'sort' ? compileSort(node, compile) : undefined,
  };
}

function compileStage(stage: Node, compile: Compile): Stage {
  if (stage.type === 'index') {
    const name = String(stage.value);
    return (input) =>
      Object.assign(
        input.map((tuple, at) => ({ ...(isMembers(tuple) && tuple), [name]: at })),
        marks(input),
      );
  }
  const filter = compileFilter(nodeOf(stage.expr), compile);
  return (input, frame) => {
    const found = filter(input, frame);
    return isList(found) ? found : sequenceOf(found);
  };
}

const marks = ({ sequence, tupleStream }: List) => ({
  ...(sequence && { sequence }),
  ...(tupleStream && { tupleStream }),
});

function staged(step: Step, input: List, frame: Frame): List {
  return step.stages.reduce((items, stage) => stage(items, frame), input);
}

function plainStep(step: Step, input: List, frame: Frame, isLast: boolean): List {
  if (step.sort !== undefined) return staged(step, step.sort(input, frame), frame);
  const results: Value[] = [];
  for (const item of input) {
    let value = step.evaluate(item, frame);
    for (const stage of step.stages) value = stage(isList(value) ? value : sequenceOf(value), frame);
    if (value !== undefined) results.push(value);
  }
  const [only] = results;
  if (isLast && results.length === 1 && isList(only) && !isSequence(only)) return only;
  const flat = sequenceOf();
  for (const value of results) {
    if (isList(value) && value.cons !== true) append(flat, value, frame.run);
    else append(flat, [value], frame.run);
  }
  return flat;
}

function tupleStep(step: Step, items: List, tuples: List | undefined, frame: Frame): List {
  if (step.sort !== undefined)
    return staged(step, sortedTuples(step, step.sort(tuples ?? items, frame), tuples), frame);
  const result = tupleStream();
  for (const tuple of tuples ?? items.map((item) => ({ '@': item }))) {
    const value = step.evaluate(itemOf(tuple), frame.withTuple(tuple));
    if (value === undefined) continue;
    const values: List = isList(value) ? value : [value];
    append(
      result,
      values.map((bound, at) => bind(step, tuple, { bound, at, isTuple: values.tupleStream === true })),
      frame.run,
    );
  }
  return staged(step, result, frame);
}

function sortedTuples(step: Step, sorted: List, tuples: List | undefined): List {
  if (tuples !== undefined) return sorted;
  const result = tupleStream();
  for (const [at, item] of sorted.entries())
    result.push({ '@': item, ...(step.index !== undefined && { [step.index]: at }) });
  return result;
}

function bind(step: Step, tuple: Value, { bound, at, isTuple }: { bound: Value; at: number; isTuple: boolean }): Value {
  const outer = isMembers(tuple) ? tuple : {};
  if (isTuple) return { ...outer, ...(isMembers(bound) && bound) };
  return {
    ...outer,
    ...(step.focus === undefined ? { '@': bound } : { [step.focus]: bound, '@': itemOf(tuple) }),
    ...(step.index !== undefined && { [step.index]: at }),
    ...(step.ancestor !== undefined && { [step.ancestor]: itemOf(tuple) }),
  };
}

function tupleStream(): Sequence {
  const stream = sequenceOf();
  stream.tupleStream = true;
  return stream;
}
