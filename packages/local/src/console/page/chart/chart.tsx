import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Axes } from './axes.tsx';
import { PointsTable } from './points-table.tsx';
import { type Curve, HEIGHT, type Level, scalesOf } from './scales.ts';

interface ChartProps extends Curve {
  /** What is shown, such as `ExecutionsFailed, Sum`. */
  readonly label: string;
  /** Thresholds of alarms. */
  readonly levels: readonly Level[];
}

const NARROWEST = 280;

/** Values over time, with the thresholds of alarms; as a table for whoever does not see it. */
export function Chart({ label, levels, ...curve }: ChartProps) {
  const [width, measure] = useState(NARROWEST);
  const place = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (!place.current) return undefined;
    const observer = new ResizeObserver(([entry]) => measure(Math.max(NARROWEST, entry?.contentRect.width ?? 0)));
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  const { x, y, lines } = scalesOf(curve, levels, width);
  const latest = curve.points.at(-1);
  const told = [
    label,
    latest ? `latest ${latest.value}` : 'no data',
    ...levels.map(({ name, value }) => `threshold of ${name} ${value}`),
  ];
  return (
    <figure class="chart" ref={place}>
      <svg width={width} height={HEIGHT} role="img" aria-label={told.join(', ')}>
        <Axes x={x} y={y} width={width} />
        {levels.map(({ name, value }) => (
          <g key={name} class="level">
            <line x1={x.range()[0]} x2={x.range()[1]} y1={y(value)} y2={y(value)} />
            <text x={x.range()[1]} y={y(value) - 4}>
              {name}: {value}
            </text>
          </g>
        ))}
        {lines.map((d) => (
          <path key={d} class="curve" d={d} />
        ))}
        {curve.points.map(({ at, value }) => (
          <circle key={at} class="point" cx={x(at)} cy={y(value)} r="2.5" />
        ))}
      </svg>
      {latest === undefined && <p class="empty">There are no data in this time.</p>}
      <PointsTable points={curve.points} label={label} />
    </figure>
  );
}
