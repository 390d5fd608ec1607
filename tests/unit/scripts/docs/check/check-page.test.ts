import { describe, expect, it } from 'vitest';
import { checkPage } from '../../../../../scripts/docs/check/check-page.ts';
import type { Session } from '../../../../../scripts/docs/check/session.ts';

const page = `# A page

\`\`\`console
$ npm run study -- 7
7  A workflow calls
  result   proved
$ aws s3 ls
2026-…  bucket
\`\`\`

<!-- not run: needs an AWS account -->

    npm run deploy -- --stage dev

and

    npm run format    format what can be formatted
`;

const right: Readonly<Record<string, readonly string[]>> = {
  'npm run study -- 7': ['7  A workflow calls', '  result   proved', ''],
  'aws s3 ls': ['2026-11-28  bucket'],
  'npm run format': ['Checked'],
};

function check(text: string, prints: Partial<typeof right> = {}, codes: Readonly<Record<string, number>> = {}) {
  const ran: string[] = [];
  const session: Session = {
    async run(command) {
      ran.push(command);
      return { code: codes[command] ?? 0, lines: prints[command] ?? right[command] ?? [] };
    },
    close: () => undefined,
  };
  const report = checkPage({ path: 'page.md', text }, { open: async () => session, hasAws: true });
  return report.then((one) => ({ ...one, commands: ran }));
}

describe('a page', () => {
  it('is right when its commands print what it shows', async () => {
    const report = await check(page);
    expect(report).toMatchObject({ ran: 3, marked: 1, problems: [], rewritten: page });
    expect(report.commands).toEqual(['npm run study -- 7', 'aws s3 ls', 'npm run format']);
  });

  it.each([
    [
      'a stale output',
      { 'npm run study -- 7': ['7  A workflow calls', '  result   failed'] },
      {},
      /does not print: {3}result {3}proved/,
    ],
    [
      'more than is shown',
      { 'aws s3 ls': ['2026-11-28  bucket', 'another'] },
      {},
      /nothing after this, but there is: another/,
    ],
    ['less than is shown', { 'aws s3 ls': [] }, {}, /does not print: 2026-…/],
    ['a broken command', {}, { 'npm run format': 1 }, /page.md:17: npm run format\n {4}fails/],
  ])('is wrong by %s', async (_, prints, codes, problem) => {
    const { problems } = await check(page, prints, codes);
    expect(problems).toEqual([expect.stringMatching(problem)]);
  });

  it('may not install: the clone is not its own', async () => {
    const { problems, commands } = await check('    npm ci && npm run study -- 2\n');
    expect([problems, commands]).toEqual([[expect.stringMatching(/installs: it needs a mark before it/)], []]);
  });

  it('is rewritten with what was printed', async () => {
    const { rewritten } = await check(page, { 'npm run study -- 7': ['7  Anew', ''] });
    expect(rewritten).toContain('$ npm run study -- 7\n7  Anew\n$ aws s3 ls\n2026-…  bucket\n```');
  });
});
