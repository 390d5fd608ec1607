/** A pattern that the language does not allow. Services answer it in their own terms, such as `InvalidEventPatternException`. */
export class InvalidPattern extends Error {
  override readonly name = 'InvalidPattern';
}

export function refuse(reason: string): never {
  throw new InvalidPattern(reason);
}
