/** Piece of a line of text. */
export type Inline =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'em'; readonly children: readonly Inline[] }
  /** To a page of AWS, or elsewhere outside. */
  | { readonly kind: 'outside'; readonly href: string; readonly children: readonly Inline[] }
  /** To another page of docs/, such as `walkthrough/facts`, and to a place in it. */
  | { readonly kind: 'page'; readonly page: string; readonly at: string; readonly children: readonly Inline[] }
  /** A place that links lead to. */
  | { readonly kind: 'place'; readonly id: string };

/** An experiment as a command names it: `npm run study -- 7 --negative`. */
export interface Experiment {
  readonly number: number;
  readonly isNegative: boolean;
}

/** Part of a page of docs/, as data: no page of the console is made from HTML. */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly id: string; readonly children: readonly Inline[] }
  | { readonly kind: 'paragraph' | 'quote'; readonly children: readonly Inline[] }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly (readonly Block[])[] }
  | {
      readonly kind: 'table';
      readonly head: readonly (readonly Inline[])[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    }
  | { readonly kind: 'code'; readonly text: string }
  /** A command with what it prints; `experiment` where the console can run it. */
  | { readonly kind: 'command'; readonly command: string; readonly prints: string; readonly experiment?: Experiment };
