type Run = (program: string, words: readonly string[]) => Promise<{ readonly code: number; readonly text: string }>;

/** A second stage beside the lab, by the commands of docs/deploy.md: what they say, in order. */
const COMMANDS: readonly (readonly [script: string, shows: RegExp])[] = [
  ['deploy', /Service deployed to stack darkroom-other/],
  ['smoke', /deleted, and nothing made of it is left/],
  ['teardown', /darkroom-other is gone/],
];

/** Deploys, tries and removes it; answers how many of the commands failed, and tells of each. */
export async function runSecondStage(run: Run, tell: (isRight: boolean, what: string) => void): Promise<number> {
  let failed = 0;
  for (const [script, shows] of COMMANDS) {
    const { code, text } = await run('npm', ['run', '--silent', script, '--', '--stage', 'other']);
    const isRight = code === 0 && shows.test(text);
    tell(isRight, `npm run ${script} -- --stage other${isRight ? '' : `\n     ${text.trim().slice(-600)}`}`);
    if (!isRight) failed++;
  }
  return failed;
}
