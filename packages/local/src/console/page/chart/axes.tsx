import type { Scales } from './scales.ts';

/** A label's width, in pixels. */
const LABEL = 90;
const LINES = 4;

/** Lines of a chart with their values and times. */
export function Axes({ x, y, width }: Pick<Scales, 'x' | 'y'> & { readonly width: number }) {
  const [left, right] = x.range();
  const [bottom = 0] = y.range();
  const clock = x.tickFormat();
  const amount = y.tickFormat(LINES, '~s');
  return (
    <g class="axes">
      {y.ticks(LINES).map((value) => (
        <g key={value}>
          <line x1={left} x2={right} y1={y(value)} y2={y(value)} />
          <text class="value" x={(left ?? 0) - 6} y={y(value) + 4}>
            {amount(value)}
          </text>
        </g>
      ))}
      {x.ticks(Math.max(2, Math.floor(width / LABEL))).map((at) => (
        <text key={Number(at)} x={x(at)} y={bottom + 16}>
          {clock(at)}
        </text>
      ))}
    </g>
  );
}
