/**
 * Tests names against a target: `*` stands for any characters, and a name may be given by its end, so that `resize`
 * is `photos-dev-image-resize`.
 */
export function wildcardOrEnd(target: string): (name: string) => boolean {
  const source = target.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll(/\*+/g, '.*');
  const expression = new RegExp(`^(?:.*-)?${source}$`, 'su');
  return (name) => expression.test(name);
}
