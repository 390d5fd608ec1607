/** An expression that cannot be read or computed here. The message says what in it. */
export class MathError extends Error {
  override readonly name = 'MathError';
}
