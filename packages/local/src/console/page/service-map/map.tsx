import { curveBasis, line } from 'd3-shape';
import { useMemo } from 'preact/hooks';
import type { Point } from '../graph/layout.ts';
import { ZoomView } from '../graph/zoom-view.tsx';
import { duration, px } from '../kit/format.ts';
import type { Service, Statistics } from './answers.ts';
import { mapDrawing, NODE } from './layout.ts';
import { numbersOf, percent, rate } from './numbers.ts';
import { nameOf } from './table.tsx';

interface MapProps {
  readonly services: readonly Service[];
  readonly minutes: number;
  readonly selected: number | undefined;
  readonly select: (reference: number | undefined) => void;
}

const curve = line<Point>(
  ({ x }) => x,
  ({ y }) => y,
).curve(curveBasis);

/** Who calls whom: each service with its rate, latency and worst share. */
export function ServiceMapGraph({ services, minutes, selected, select }: MapProps) {
  const drawing = useMemo(() => mapDrawing(services), [services]);
  return (
    <ZoomView label="Service map" drawing={drawing} middle={0}>
      <svg width={drawing.width} height={drawing.height} aria-hidden="true">
        <defs>
          <marker id="calls" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
            <path d="M0,0.5 L7.5,4 L0,7.5 z" class="tip" />
          </marker>
        </defs>
        {drawing.lines.map(({ from, to, points }) => (
          <path key={`${from} ${to}`} class="way" d={curve([...points]) ?? ''} marker-end="url(#calls)" />
        ))}
      </svg>
      {drawing.nodes.map(({ service, x, y }) => (
        <Box
          key={service.ReferenceId}
          {...{ service, x, y, minutes, select }}
          isSelected={service.ReferenceId === selected}
        />
      ))}
    </ZoomView>
  );
}

interface BoxProps extends Pick<MapProps, 'minutes' | 'select'>, Point {
  readonly service: Service;
  readonly isSelected: boolean;
}

function Box({ service, x, y, minutes, isSelected, select }: BoxProps) {
  const { ReferenceId, SummaryStatistics, ResponseTimeHistogram = [] } = service;
  const numbers = SummaryStatistics && numbersOf(SummaryStatistics, ResponseTimeHistogram, minutes);
  const name = nameOf(service);
  return (
    <div
      class={`state ${healthOf(SummaryStatistics)}`}
      style={{ left: px(x), top: px(y), width: px(NODE.width), height: px(NODE.height) }}
    >
      <button
        type="button"
        class="head"
        data-service={name}
        aria-pressed={isSelected}
        onClick={() => select(isSelected ? undefined : ReferenceId)}
      >
        <span class="name" title={name}>
          {within(name, NAME_LENGTH)}
        </span>
        <span class="rate">{numbers ? `${rate(numbers.perMinute)}${worst(numbers)}` : (service.Type ?? '')}</span>
        <span class="took">{numbers && duration(numbers.average)}</span>
      </button>
    </div>
  );
}

const NAME_LENGTH = 27;

/** Both ends of a name: many begin alike. */
function within(name: string, longest: number): string {
  if (name.length <= longest) return name;
  const end = Math.ceil(longest * 0.7);
  return `${name.slice(0, longest - end - 1)}…${name.slice(-end)}`;
}

function healthOf(statistics: Statistics | undefined): string {
  if (!statistics) return 'unvisited';
  const { FaultStatistics, ErrorStatistics } = statistics;
  if (FaultStatistics.TotalCount > 0) return 'failed';
  return ErrorStatistics.ThrottleCount + ErrorStatistics.OtherCount > 0 ? 'caught' : 'succeeded';
}

function worst({ faults, errors, throttles }: ReturnType<typeof numbersOf>): string {
  if (faults > 0) return ` · ${percent(faults)} faults`;
  return errors + throttles > 0 ? ` · ${percent(errors + throttles)} errors` : '';
}
