/** A page of a list as services give it. */
export interface ListAnswer<Row> {
  readonly rows: readonly Row[];
  /** Token of the next page; none at the end. */
  readonly next?: string;
  /** What the service says of a filter that it does not take. */
  readonly problem?: string;
}
