/** Values by the start of their period; where there is none, data is missing. */
export type Series = ReadonlyMap<number, number>;

export type Value = number | Series | readonly Series[];

/** What an expression is computed over. */
export interface MathScope {
  /** The starts of all periods, oldest first. */
  readonly timestamps: readonly number[];
  /** The series or the result that has this id. Throws MathError. */
  find(id: string): Series;
}

export const isSeries = (value: Value): value is Series => value instanceof Map;
