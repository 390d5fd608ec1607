import { curveBasis, line } from 'd3-shape';
import { useMemo } from 'preact/hooks';
import type { StateSummary } from '#local/console/history/summary.ts';
import { px } from '../kit/format.ts';
import { type Drawing, drawingOf, type Point, type Way } from './layout.ts';
import type { Machine } from './machine.ts';
import { StateBox } from './state-box.tsx';
import { ZoomView } from './zoom-view.tsx';

interface GraphProps {
  readonly machine: Machine;
  /** By name, of the states that were visited; undefined where nothing has run. */
  readonly states: Readonly<Record<string, StateSummary>> | undefined;
  readonly status?: string;
  readonly selected: string | undefined;
  readonly select: (name: string | undefined) => void;
}

/** A state machine with all its ways; it scrolls as any part of a page, and its states are buttons. */
export function Graph({ machine, states, status, selected, select }: GraphProps) {
  const drawing = useMemo(() => drawingOf(machine), [machine]);
  return (
    <ZoomView label="Graph" drawing={drawing} middle={drawing.start?.x ?? 0}>
      <Ways drawing={drawing} states={states} />
      <Dot at={drawing.start} text="Start" select={select} kind={states ? 'succeeded' : ''} />
      {drawing.boxes.map((box) => (
        <StateBox
          key={box.name}
          box={box}
          summary={states?.[box.name]}
          isSelected={selected === box.name}
          select={select}
        />
      ))}
      <Dot at={drawing.end} text="End" select={select} kind={status?.toLowerCase() ?? ''} />
    </ZoomView>
  );
}

const curve = line<Point>(
  ({ x }) => x,
  ({ y }) => y,
).curve(curveBasis);

function Ways({ drawing, states }: { drawing: Drawing; states: GraphProps['states'] }) {
  return (
    <svg width={drawing.width} height={drawing.height} aria-hidden="true">
      <defs>
        {['', 'taken'].map((kind) => (
          <marker
            key={kind}
            id={`tip${kind}`}
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="8"
            markerHeight="8"
            orient="auto"
          >
            <path d="M0,0.5 L7.5,4 L0,7.5 z" class={`tip ${kind}`} />
          </marker>
        ))}
      </defs>
      {drawing.ways.map((way) => {
        const kind = isTaken(way, states) ? 'taken' : '';
        const key = `${way.kind} ${way.from} ${way.to}`;
        return (
          <path
            key={key}
            class={`way ${way.kind} ${kind}`}
            d={curve(way.points) ?? ''}
            marker-end={`url(#tip${kind})`}
          />
        );
      })}
      {drawing.ways.map(
        ({ at, label, kind, from, to }) =>
          at && (
            <text key={`${kind} ${from} ${to}`} x={at.x} y={at.y} class="label">
              {label}
            </text>
          ),
      )}
    </svg>
  );
}

/** The first way of all leads from no state; the last of all to none. */
function isTaken({ from, to }: Way, states: GraphProps['states']): boolean {
  if (!states) return false;
  if (from === '') return states[to] !== undefined;
  if (to === '') return states[from]?.to !== undefined && states[from].status !== 'caught';
  return states[to]?.after.includes(from) ?? false;
}

interface DotProps {
  readonly at: Point | undefined;
  readonly text: string;
  readonly kind: string;
  readonly select: (name: undefined) => void;
}

/** Start and end stand for the execution itself. */
const Dot = ({ at, text, kind, select }: DotProps) =>
  at ? (
    <button
      type="button"
      class={`dot ${text.toLowerCase()} ${kind}`}
      style={{ left: px(at.x), top: px(at.y) }}
      onClick={() => select(undefined)}
      aria-label={`${text}: the execution`}
    >
      {text}
    </button>
  ) : null;
