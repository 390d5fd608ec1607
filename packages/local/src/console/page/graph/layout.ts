import { layout as arrange, Graph, type GraphLabel } from '@dagrejs/dagre';
import { short } from '../kit/format.ts';
import { branchesOf, type Machine, type State } from './machine.ts';
import { exitsOf, type WayKind } from './ways.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A state in its place; x and y are of its upper left corner. */
export interface Box extends Point {
  readonly name: string;
  readonly state: State;
  readonly width: number;
  readonly height: number;
  readonly isAround: boolean;
}

/** A way from one state to another; `''` is the end. */
export interface Way {
  readonly from: string;
  readonly to: string;
  readonly kind: WayKind;
  readonly points: readonly Point[];
  readonly label: string;
  readonly at: Point | undefined;
}

/** A machine as it is drawn: a state that holds others stands before them. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly ways: readonly Way[];
  readonly start: Point | undefined;
  readonly end: Point | undefined;
}

const BOX = { width: 208, height: 52 };
export const HEAD = 52;
const PAD = 14;
const DOT = 22;
const START = '\u0000start';
const END = '\u0000end';
const LONGEST_LABEL = 24;

/** Lays a machine out from its definition alone, so that nothing moves while it runs. */
export function drawingOf(machine: Machine, isWhole = true): Drawing {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 28, ranksep: 34, edgesep: 14, marginx: 4, marginy: 4 } satisfies GraphLabel);
  const inner = new Map(
    Object.entries(machine.States).map(([name, state]) => [
      name,
      branchesOf(state).map((one) => drawingOf(one, false)),
    ]),
  );
  for (const name of inOrder(machine)) graph.setNode(name, sizeOf(inner.get(name) ?? []));
  if (isWhole) addEnds(graph, machine);
  const labels = addWays(graph, machine, isWhole);
  arrange(graph);
  return collect(graph, machine, inner, labels);
}

function sizeOf(branches: readonly Drawing[]) {
  if (branches.length === 0) return { ...BOX };
  const width = branches.reduce((sum, one) => sum + one.width + PAD, PAD);
  return { width: Math.max(BOX.width, width), height: HEAD + Math.max(...branches.map(({ height }) => height)) + PAD };
}

function addEnds(graph: Graph, { StartAt }: Machine): void {
  graph.setNode(START, { width: DOT, height: DOT });
  graph.setNode(END, { width: DOT, height: DOT });
  graph.setEdge(START, StartAt, { weight: 4, width: 0, height: 0 }, 'start');
}

type Labels = ReadonlyMap<string, Pick<Way, 'from' | 'to' | 'kind' | 'label'>>;

/** Ways of one kind between the same two states are one. */
function addWays(graph: Graph, { States }: Machine, isWhole: boolean): Labels {
  const labels = new Map<string, Pick<Way, 'from' | 'to' | 'kind' | 'label'>>();
  for (const [from, state] of Object.entries(States)) {
    for (const { to, kind, when } of exitsOf(state)) {
      if (!States[to]) continue;
      const name = `${kind}|${from}|${to}`;
      const label = kind === 'next' || kind === 'catch' || labels.has(name) ? '' : short(when, LONGEST_LABEL);
      labels.set(name, labels.get(name) ?? { from, to, kind, label });
      graph.setEdge(from, to, edgeOf(kind, label), name);
    }
    if (isWhole && isLast(state)) {
      labels.set(`end|${from}`, { from, to: '', kind: 'next', label: '' });
      graph.setEdge(from, END, edgeOf('next', ''), `end|${from}`);
    }
  }
  return labels;
}

const isLast = ({ Type, End }: State) => End === true || Type === 'Succeed' || Type === 'Fail';

const edgeOf = (kind: WayKind, label: string) => ({
  weight: kind === 'catch' ? 1 : 3,
  labelpos: 'c',
  width: label === '' ? 0 : label.length * 6.4 + 10,
  height: label === '' ? 0 : 18,
});

interface Placed extends Point {
  readonly width: number;
  readonly height: number;
}

function collect(
  graph: Graph,
  { States }: Machine,
  inner: ReadonlyMap<string, readonly Drawing[]>,
  labels: Labels,
): Drawing {
  const boxes: Box[] = [];
  const ways: Way[] = [];
  for (const name of graph.nodes()) {
    const state = States[name];
    if (!state) continue;
    const { x: middle, y: center, width, height }: Placed = graph.node(name);
    const branches = inner.get(name) ?? [];
    const corner = { x: middle - width / 2, y: center - height / 2 };
    boxes.push({ ...corner, name, state, width, height, isAround: branches.length > 0 });
    placeInside(branches, { ...corner, width }, boxes, ways);
  }
  for (const edge of graph.edges()) {
    const { points = [], x, y } = graph.edge(edge);
    const label = labels.get(edge.name ?? '') ?? { from: '', to: edge.w, kind: 'next' as const, label: '' };
    ways.push({ ...label, points, at: label.label === '' || x === undefined ? undefined : { x, y } });
  }
  const { width = 0, height = 0 }: GraphLabel = graph.graph();
  return { width, height, boxes, ways, start: dot(graph, START), end: dot(graph, END) };
}

const dot = (graph: Graph, name: string): Point | undefined => (graph.hasNode(name) ? graph.node(name) : undefined);

/** Branches stand side by side, in the middle of what is around them. */
function placeInside(branches: readonly Drawing[], around: Point & { width: number }, boxes: Box[], ways: Way[]): void {
  const all = branches.reduce((sum, { width }) => sum + width + PAD, -PAD);
  let left = around.x + (around.width - all) / 2;
  for (const branch of branches) {
    const move = <T extends Point>(point: T): T => ({ ...point, x: point.x + left, y: point.y + around.y + HEAD });
    boxes.push(...branch.boxes.map(move));
    const moved = branch.ways.map((way) => ({ ...way, points: way.points.map(move), at: way.at && move(way.at) }));
    ways.push(...moved);
    left += branch.width + PAD;
  }
}

/** The main line first, as a reader follows it; then what only choices and catchers reach, and what nothing does. */
export function inOrder({ StartAt, States }: Machine): readonly string[] {
  const seen = new Set<string>();
  const queue = [StartAt];
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    const state = States[name];
    if (seen.has(name) || !state) continue;
    seen.add(name);
    const exits = exitsOf(state);
    queue.unshift(...exits.filter(({ kind }) => kind === 'next').map(({ to }) => to));
    queue.push(...exits.filter(({ kind }) => kind !== 'next').map(({ to }) => to));
  }
  return [...seen, ...Object.keys(States).filter((name) => !seen.has(name))];
}
