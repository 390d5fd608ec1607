/**
 * Whether a text is, begins with or ends with another, each character of it in its lower or its upper case: `ß` is `ß` or
 * `SS`, as event-ruler has it.
 */
export function ignoringCase(expected: string, at: 'whole' | 'prefix' | 'suffix'): (value: string) => boolean {
  const characters = [...expected].map((character) => {
    const [lower, upper] = [character.toLowerCase(), character.toUpperCase()].map(escaped);
    return lower === upper ? lower : `(?:${lower}|${upper})`;
  });
  const source = `${at === 'suffix' ? '' : '^'}${characters.join('')}${at === 'prefix' ? '' : '$'}`;
  const expression = new RegExp(source, 'u');
  return (value) => expression.test(value);
}

const escaped = (text: string): string => text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
