export const codes = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(', ');

export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
