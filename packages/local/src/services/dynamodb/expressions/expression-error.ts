/**
 * ExpressionError: a fault in an expression, without AWS's `Invalid …Expression: ` before it. Thrown by the parsers and by what
 * gives an expression its names and values; whoever knows which parameter it was makes a ValidationException of it.
 */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
}
