import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { UpdateSamplingRuleCommand, XRayClient } from '@aws-sdk/client-xray';
import { runCommand } from '@safelight/local/cli/command';
import type { Fault } from '@safelight/local/faults/fault';
import { root } from '#tests/support/root.ts';
import { openChromium } from './chromium.ts';
import { openLab } from './lab.ts';
import { steps } from './steps/all.ts';
import { openVisit } from './visit.ts';

const screenshots = join(root, '.build/browser');
const say = (line: string) => void process.stdout.write(`${line}\n`);

/** The first call of a function dies, so that there is a retry to be seen. */
function strikeOnce(name: string): Fault {
  let isDone = false;
  const hits = (target: string) => {
    if (isDone || !target.endsWith(name)) return false;
    isDone = true;
    return true;
  };
  return { text: `lambda:${name}:error once`, effect: { kind: 'crash' }, hits, rate: 1 };
}

async function main({ only }: { only?: string | undefined }): Promise<number> {
  const walked = steps.filter(([name], at) => at === 0 || only === undefined || new RegExp(only).test(name));
  const browser = await openChromium();
  if (typeof browser === 'string') {
    say(`skipped: no Chromium can be had here: ${browser}`);
    return 0;
  }
  await mkdir(screenshots, { recursive: true });
  const lab = await openLab([strikeOnce('image-convert')]);
  // Which requests are recorded would otherwise be of chance.
  const everything = { RuleName: 'Default', FixedRate: 1 };
  await new XRayClient(lab.system).send(new UpdateSamplingRuleCommand({ SamplingRuleUpdate: everything }));
  const visit = await openVisit({ ...lab, browser, screenshots });
  try {
    for (const [name, step] of walked) {
      const failure = await step(visit).catch((error: unknown) => error);
      if (failure !== undefined) {
        await visit.screenshot('failed');
        say(`FAIL ${name}: ${failure instanceof Error ? failure.stack : String(failure)}`);
        return 1;
      }
      say(`ok   ${name}`);
    }
    say(`${walked.length} passed in Chromium ${browser.version()}; screenshots in .build/browser`);
    return 0;
  } finally {
    await browser.close();
    await lab.close();
  }
}

await runCommand({
  help: `npm run test:browser
Walks through the console in a real Chromium, against a running system. Screenshots are in .build/browser. Where no Chromium can
be had, says so.

  --only PATTERN   the upload of a photo, and the steps whose names match
`,
  ends: true,
  options: { only: { type: 'string' } },
  run: main,
});
