import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { px } from '../kit/format.ts';
import { Scroll } from '../kit/scroll.tsx';
import { dragToScroll } from './drag.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

interface ZoomViewProps {
  readonly label: string;
  readonly drawing: Size;
  /** What is in the middle at first, from the left. */
  readonly middle: number;
  readonly children: ComponentChildren;
}

const ZOOMS = [0.35, 0.5, 0.65, 0.8, 1, 1.25, 1.5];
const SMALLEST = 0.2;
const LARGEST = Math.max(...ZOOMS);
/** Of the wheel, a notch. */
const BY_WHEEL = 1.1;

/** Window onto a drawing: it scrolls like the page around it, is drawn by the mouse, and zooms as maps do. */
export function ZoomView({ label, drawing, middle, children }: ZoomViewProps) {
  const view = useRef<HTMLElement>(null);
  const [zoom, setZoom] = useState<number>();
  const room = useRoom(view);
  const scale = zoom ?? fitted(drawing, room);
  useLayoutEffect(() => {
    if (view.current) view.current.scrollLeft = middle * scale - view.current.clientWidth / 2;
  }, [drawing, scale]);
  useEffect(() => (view.current ? dragToScroll(view.current) : undefined), []);
  useWheel(view, (by) => setZoom(Math.min(LARGEST, Math.max(SMALLEST, scale * by))));
  const fit = () => setZoom(Math.min(1, wholeScale(drawing, view.current)));
  return (
    <div class="graph">
      <Zoom scale={scale} set={setZoom} fit={fit} />
      <Scroll as="section" class="view" view={view} label={label}>
        <div class="sized" style={{ width: px(drawing.width * scale), height: px(drawing.height * scale) }}>
          <div
            class="canvas"
            style={{ width: px(drawing.width), height: px(drawing.height), transform: `scale(${scale})` }}
          >
            {children}
          </div>
        </div>
      </Scroll>
    </div>
  );
}

/** With Control, which a pinch of two fingers is told as; without it, the wheel scrolls. */
function useWheel(view: { readonly current: HTMLElement | null }, zoom: (by: number) => void): void {
  const latest = useRef(zoom);
  latest.current = zoom;
  useEffect(() => {
    const turn = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      latest.current(event.deltaY < 0 ? BY_WHEEL : 1 / BY_WHEEL);
    };
    view.current?.addEventListener('wheel', turn, { passive: false });
    return () => view.current?.removeEventListener('wheel', turn);
  }, [view]);
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

const fitted = ({ width }: Size, room: number) => Math.max(0.65, Math.min(1, room / (width + 8)));

const wholeScale = ({ width, height }: Size, view: HTMLElement | null) =>
  Math.max(SMALLEST, view ? Math.min(view.clientWidth / (width + 30), (innerHeight * 0.8) / (height + 30)) : 1);

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
