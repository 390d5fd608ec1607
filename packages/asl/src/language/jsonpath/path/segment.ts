import type { FilterTest } from './filter.ts';

/** One step of a JSONPath. */
export type Segment =
  /** Several names make one object of those members, and only at the end of a path. */
  | { readonly kind: 'child'; readonly names: readonly string[] }
  | { readonly kind: 'wildcard' }
  /** Negative ones count from the end. */
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'indices'; readonly indices: readonly number[] }
  /** `[(@.length-1)]`; the offset is negative. */
  | { readonly kind: 'from end'; readonly offset: number }
  | { readonly kind: 'slice'; readonly from?: number; readonly to?: number }
  | { readonly kind: 'filter'; readonly test: FilterTest }
  /** `..`: what follows is applied to a node and to all below. */
  | { readonly kind: 'scan' };

/** Whether it leads to one place at most; several names lead to one object. */
export const isDefinite = ({ kind }: Segment): boolean => kind === 'child' || kind === 'index' || kind === 'from end';

/** As Jayway writes a step in its messages. */
export function showSegment(segment: Segment): string {
  switch (segment.kind) {
    case 'child':
      return `[${segment.names.map((name) => `'${name}'`).join(', ')}]`;
    case 'wildcard':
      return '[*]';
    case 'index':
      return `[${segment.index}]`;
    case 'indices':
      return `[${segment.indices.join(',')}]`;
    case 'from end':
      return `[@.size()${segment.offset}]`;
    case 'slice':
      return `[${segment.from ?? ''}:${segment.to ?? ''}]`;
    case 'filter':
      return '[?]';
    case 'scan':
      return '..';
  }
}
