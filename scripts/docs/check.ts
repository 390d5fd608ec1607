import { existsSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from '@safelight/local/cli/command';
import { UsageError } from '@safelight/local/cli/usage';
import { compiledTemplate } from '@safelight/local/compile/compile';
import { pythonTools } from '../lib/python-tools.ts';
import { checkPage, type PageReport } from './check/check-page.ts';
import { wrongNumbers } from './check/numbers.ts';
import { deadLinks, orphans, type Page, pagesOf } from './check/pages.ts';
import { openSession } from './check/session.ts';

const HELP = `Runs every command of the pages, and compares what it prints with what they show.

  npm run docs:check                  all pages: commands, links, and the numbers of the walkthrough
  npm run docs:check -- --page PAGE   the commands of this page; may be repeated

  --write   put what was printed into the pages
  --help    this text

A block that is not run bears a mark before it: <!-- not run: REASON -->
In what a page shows, … stands for any text, and alone on a line for any lines.
`;

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const say = (line: string) => void process.stdout.write(`${line}\n`);

await runCommand({
  help: HELP,
  options: { page: { type: 'string', multiple: true }, write: { type: 'boolean' } },
  async run({ page: asked = [], write = false }) {
    const all = pagesOf(root);
    const wanted = asked.map((name) => relative(root, resolve(name)));
    const unknown = wanted.find((path) => !all.some((page) => page.path === path));
    if (unknown !== undefined) throw new UsageError(`${unknown} is none of the pages that are checked.`);
    const problems = asked.length > 0 ? [] : [...deadLinks(root, all), ...orphans(all), ...wrongNumbers(all)];
    for (const problem of problems) say(`FAIL ${problem}`);
    const pages = all.filter(({ path }) => asked.length === 0 || wanted.includes(path));
    return (await runAll(pages, write, problems.length)) === 0 ? 0 : 1;
  },
});

/** Resolves with how much was wrong. */
async function runAll(pages: readonly Page[], write: boolean, before: number): Promise<number> {
  const begun = Date.now();
  // A first start says that it compiles; what pages show is what every later one prints.
  await compiledTemplate({ root, stage: 'dev' });
  const bin = await awsProgram();
  const options = { open: () => openSession(root, bin === undefined ? [] : [bin]), hasAws: bin !== undefined };
  const reports: PageReport[] = [];
  for (const page of pages) {
    const report = await checkPage(page, options);
    reports.push(report);
    for (const problem of report.problems) say(`FAIL ${problem}`);
    if (report.ran > 0 && report.problems.length === 0) say(`ok   ${page.path}: ${report.ran} commands`);
    if (write && report.rewritten !== page.text) writeFileSync(join(root, page.path), report.rewritten);
  }
  const sum = (of: (report: PageReport) => number) => reports.reduce((total, report) => total + of(report), 0);
  const failed = before + sum(({ problems }) => problems.length);
  const untried = sum((report) => report.untried);
  const parts = [
    `${sum(({ ran }) => ran)} commands run`,
    `${sum(({ marked }) => marked)} blocks marked as not run`,
    ...(untried === 0 ? [] : [`${untried} not tried for want of an AWS CLI`]),
    `${failed} wrong`,
  ];
  say(`${parts.join(', ')}, in ${((Date.now() - begun) / 60_000).toFixed(1)} minutes`);
  return failed;
}

/** The folder of an AWS CLI: today's, from PyPI; undefined where that cannot be had. */
async function awsProgram(): Promise<string | undefined> {
  try {
    const bin = await pythonTools(root, 'awscli');
    return existsSync(join(bin, 'aws')) ? bin : undefined;
  } catch (error) {
    say(`No AWS CLI here: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
    return undefined;
  }
}
