/** A command of a page, and what the page says that it prints. */
export interface Command {
  readonly line: number;
  readonly text: string;
  /** Undefined where the page shows no output: then it only has to succeed. */
  readonly output?: readonly string[];
}

/** A code block that holds commands. */
export interface Block {
  readonly line: number;
  readonly commands: readonly Command[];
  /** Why it is not run: `<!-- not run: REASON -->` before it. */
  readonly notRun?: string;
}

const COMMAND = /^(?:npm|npx|aws|bash|curl|eval|cdk) /;
const MARK = /^<!-- not run: (.+?) -->$/;

/** The blocks of a page that hold commands: fenced as `console`, with `$ ` before each and its output below, or indented. */
export function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = [];
  const lines = text.split('\n');
  let mark: string | undefined;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const reason = MARK.exec(line.trim())?.[1];
    if (reason !== undefined) {
      mark = reason;
      continue;
    }
    if (line.trim() === '') continue;
    const end = endOf(lines, at);
    const inside = lines.slice(at, end);
    const commands = line.startsWith('```console') ? shown(inside, at) : indented(inside, at);
    if (end > at && commands.length > 0)
      blocks.push({ line: at + 1, commands, ...(mark !== undefined && { notRun: mark }) });
    if (end > at) at = end - (line.startsWith('```') ? 0 : 1);
    mark = undefined;
  }
  return blocks;
}

/** Where a block that begins at this line ends; the line itself where none begins. */
function endOf(lines: readonly string[], from: number): number {
  const first = lines[from] ?? '';
  if (first.startsWith('```')) {
    const close = lines.findIndex((line, at) => at > from && line.startsWith('```'));
    return close < 0 ? lines.length : close;
  }
  if (!/^ {4}\S/.test(first)) return from;
  let end = from;
  for (let at = from; at < lines.length && /^(?: {4}|\s*$)/.test(lines[at] ?? ''); at++)
    if ((lines[at] ?? '').trim() !== '') end = at + 1;
  return end;
}

/** `$ command`, then what it prints until the next one. */
function shown(lines: readonly string[], from: number): readonly Command[] {
  const commands: { line: number; text: string; output: string[] }[] = [];
  lines.slice(1).forEach((line, at) => {
    if (line.startsWith('$ ')) commands.push({ line: from + at + 2, text: line.slice(2), output: [] });
    else commands.at(-1)?.output.push(line);
  });
  return commands;
}

/** Commands alone, continued over lines that end in a backslash; what stands behind two spaces is a remark. */
function indented(lines: readonly string[], from: number): readonly Command[] {
  const commands: Command[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = at + from + 1;
    let text = (lines[at] ?? '').replace(/^ {4}/, '');
    while (text.endsWith('\\') && at + 1 < lines.length) text = text.slice(0, -1) + (lines[++at] ?? '').trim();
    if (COMMAND.test(text)) commands.push({ line, text: text.replace(/ {2,}\S.*$/, '').replace(/ # .*$/, '') });
  }
  return commands;
}
