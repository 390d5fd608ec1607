/** Times in milliseconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Bar where something lies in a span of time, coloured by its status. */
export function Bar({ from, to, span, status }: Span & { readonly span: Span; readonly status: string }) {
  const all = Math.max(1, span.to - span.from);
  const left = Math.min(99, Math.max(0, (100 * (from - span.from)) / all));
  const width = Math.max(0.8, Math.min(100 - left, (100 * (to - from)) / all));
  return (
    <span class="track">
      <span class={`bar ${status}`} style={{ left: `${left}%`, width: `${width}%` }} />
    </span>
  );
}
