import { curveBasis, line } from 'd3-shape';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { StateSummary } from '#local/console/history/summary.ts';
import { px } from '../kit/format.ts';
import { Scroll } from '../kit/scroll.tsx';
import { type Drawing, drawingOf, type Point, type Way } from './layout.ts';
import type { Machine } from './machine.ts';
import { StateBox } from './state-box.tsx';

interface GraphProps {
  readonly machine: Machine;
  /** By name, of the states that were visited; undefined where nothing has run. */
  readonly states: Readonly<Record<string, StateSummary>> | undefined;
  readonly status?: string;
  readonly selected: string | undefined;
  readonly select: (name: string | undefined) => void;
}

const ZOOMS = [0.35, 0.5, 0.65, 0.8, 1, 1.25, 1.5];

/** A state machine with all its ways; it scrolls as any part of a page, and its states are buttons. */
export function Graph({ machine, states, status, selected, select }: GraphProps) {
  const drawing = useMemo(() => drawingOf(machine), [machine]);
  const view = useRef<HTMLElement>(null);
  const [zoom, setZoom] = useState<number>();
  const room = useRoom(view);
  const scale = zoom ?? fitted(drawing, room);
  // The main line is in the middle, wherever it begins.
  useLayoutEffect(() => {
    if (view.current) view.current.scrollLeft = (drawing.start?.x ?? 0) * scale - view.current.clientWidth / 2;
  }, [drawing, scale]);
  const fit = () => setZoom(Math.min(1, wholeScale(drawing, view.current)));
  return (
    <div class="graph">
      <Zoom scale={scale} set={setZoom} fit={fit} />
      <Scroll as="section" class="view" view={view} label="Graph">
        <div class="sized" style={{ width: px(drawing.width * scale), height: px(drawing.height * scale) }}>
          <div
            class="canvas"
            style={{ width: px(drawing.width), height: px(drawing.height), transform: `scale(${scale})` }}
          >
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
          </div>
        </div>
      </Scroll>
    </div>
  );
}

/** Padding, border and scroll bar of the view. */
const AROUND = 40;

/** Width that there is; by the view's own, which does not depend on how much is in it. */
function useRoom(view: { readonly current: HTMLElement | null }): number {
  const [room, setRoom] = useState(Math.min(600, innerWidth - 40));
  useLayoutEffect(() => {
    const measure = () => setRoom((before) => (view.current ? view.current.offsetWidth - AROUND : before));
    measure();
    addEventListener('resize', measure);
    return () => removeEventListener('resize', measure);
  }, [view]);
  return room;
}

const fitted = ({ width }: Drawing, room: number) => Math.max(0.65, Math.min(1, room / (width + 8)));

const wholeScale = ({ width, height }: Drawing, view: HTMLElement | null) =>
  Math.max(0.2, view ? Math.min(view.clientWidth / width, (innerHeight * 0.8) / height) : 1);

interface ZoomProps {
  readonly scale: number;
  readonly set: (scale: number | undefined) => void;
  readonly fit: () => void;
}

function Zoom({ scale, set, fit }: ZoomProps) {
  const further = ZOOMS.find((one) => one > scale + 0.01);
  const back = ZOOMS.findLast((one) => one < scale - 0.01);
  return (
    <fieldset class="zoom" aria-label="Zoom">
      <button type="button" aria-label="Smaller" disabled={back === undefined} onClick={() => set(back)}>
        −
      </button>
      <button type="button" onClick={() => set(undefined)} aria-label={`As wide as the page; now ${percent(scale)}`}>
        {percent(scale)}
      </button>
      <button type="button" aria-label="Larger" disabled={further === undefined} onClick={() => set(further)}>
        +
      </button>
      <button type="button" onClick={fit}>
        Fit
      </button>
    </fieldset>
  );
}

const percent = (scale: number) => `${Math.round(scale * 100)}%`;

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
