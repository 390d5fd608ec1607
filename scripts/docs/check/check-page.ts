import { type Block, blocksOf, type Command } from './blocks.ts';
import { difference } from './compare.ts';
import type { Page } from './pages.ts';
import type { Session } from './session.ts';

export interface PageReport {
  readonly ran: number;
  /** Blocks that bear a mark. */
  readonly marked: number;
  /** Commands that the machine has no program for. */
  readonly untried: number;
  readonly problems: readonly string[];
  /** The page with the output as it was produced. */
  readonly rewritten: string;
}

interface CheckOptions {
  readonly open: () => Promise<Session>;
  /** Whether there is an AWS CLI. */
  readonly hasAws: boolean;
}

/** Would change the clone that the reader's folder only points to. */
const INSTALLS = /\bnpm (?:ci|i|install|uninstall|update)\b/;

/** Runs the commands of a page, and compares what they print with what the page shows. */
export async function checkPage({ path, text }: Page, { open, hasAws }: CheckOptions): Promise<PageReport> {
  const blocks = blocksOf(text);
  const toRun = blocks.filter(({ notRun }) => notRun === undefined);
  const report = { ran: 0, marked: blocks.length - toRun.length, untried: 0, problems: [] as string[] };
  if (toRun.length === 0) return { ...report, rewritten: text };
  const lines = text.split('\n');
  const edits: { command: Command; output: readonly string[] }[] = [];
  const session = await open();
  try {
    for (const command of toRun.flatMap((block: Block) => block.commands)) {
      if (/\baws /.test(command.text) && !hasAws) {
        report.untried++;
        continue;
      }
      if (INSTALLS.test(command.text)) {
        report.problems.push(`${path}:${command.line}: ${command.text}\n    installs: it needs a mark before it`);
        continue;
      }
      const { code, lines: printed } = await session.run(command.text);
      report.ran++;
      const wrong = problemOf(command, code, printed);
      if (wrong === undefined) continue;
      report.problems.push(`${path}:${command.line}: ${command.text}\n    ${wrong}`);
      if (command.output) edits.push({ command, output: printed });
    }
  } finally {
    session.close();
  }
  return { ...report, rewritten: rewritten(lines, edits) };
}

function problemOf({ output }: Command, code: number, printed: readonly string[]): string | undefined {
  if (output === undefined) return code === 0 ? undefined : `fails: ${printed.slice(-4).join(' ').slice(0, 400)}`;
  const missing = difference(output, printed);
  return missing === undefined ? undefined : `does not print: ${missing}`;
}

function rewritten(
  lines: readonly string[],
  edits: readonly { command: Command; output: readonly string[] }[],
): string {
  const result = [...lines];
  for (const { command, output } of edits.toReversed()) {
    const end = output.findLastIndex((line) => line.trim() !== '') + 1;
    result.splice(command.line, command.output?.length ?? 0, ...output.slice(0, end));
  }
  return result.join('\n');
}
