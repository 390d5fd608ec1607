import { layout as arrange, Graph, type GraphLabel } from '@dagrejs/dagre';
import type { Point } from '../graph/layout.ts';
import type { Service } from './answers.ts';

/** A service in its place; x and y are of its upper left corner. */
interface Node extends Point {
  readonly service: Service;
}

interface Line {
  readonly from: number;
  readonly to: number;
  readonly points: readonly Point[];
}

/** Services as they are drawn, callers to the left of whom they call. */
export interface MapDrawing {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly Node[];
  readonly lines: readonly Line[];
}

export const NODE = { width: 268, height: 62 };

export function mapDrawing(services: readonly Service[]): MapDrawing {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 16, ranksep: 56, marginx: 4, marginy: 4 } satisfies GraphLabel);
  for (const { ReferenceId } of services) graph.setNode(String(ReferenceId), { ...NODE });
  for (const { ReferenceId: from, Edges } of services)
    for (const { ReferenceId: to } of Edges) graph.setEdge(String(from), String(to), {}, `${from} ${to}`);
  arrange(graph);
  const nodes = services.map((service) => {
    const { x, y }: Point = graph.node(String(service.ReferenceId));
    return { service, x: x - NODE.width / 2, y: y - NODE.height / 2 };
  });
  const lines = graph.edges().map((edge: { readonly v: string; readonly w: string }) => {
    const { points = [] }: { readonly points?: readonly Point[] } = graph.edge(edge);
    return { from: Number(edge.v), to: Number(edge.w), points };
  });
  const { width = 0, height = 0 }: GraphLabel = graph.graph();
  return { width, height, nodes, lines };
}
