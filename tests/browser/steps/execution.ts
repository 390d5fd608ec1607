import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '#tests/support/root.ts';
import type { Visit } from '../visit.ts';
import { HOSTILE, head, isFilledAnew, isTrue, tab } from './names.ts';

export async function readGraph({ page, screenshot }: Visit) {
  await page.getByRole('link', { name: 'How it was developed' }).click();
  await page.locator('.dot.end.succeeded').waitFor();
  assert.equal(await page.textContent('#execution-title'), HOSTILE);
  assert.match(await head(page, 'Convert widths').innerText(), /3 of 3 items/);
  assert.match(await head(page, 'Convert').innerText(), /3 runs · 4 attempts · last error: Runtime\.ExitError/);
  assert.equal(await page.locator('.state.retried').count(), 1, 'only what was retried looks like it');
  assert.ok((await page.locator('.way.taken').count()) > 5, 'the way that was taken is seen');
  assert.match(await page.locator('.facts').first().innerText(), /\d+ state transitions/);
  await screenshot('execution');
}

export async function readState({ page, screenshot }: Visit) {
  await head(page, 'Convert').click();
  const panel = page.locator('#panel');
  await panel.getByRole('heading', { name: 'Convert', exact: true }).waitFor();
  assert.equal(await head(page, 'Convert').getAttribute('aria-pressed'), 'true');
  for (const run of [/^Run 2/, /^Run 3/]) await panel.locator('summary', { hasText: run }).click();
  await panel.getByText('2 attempts').first().waitFor();
  assert.equal(await panel.getByText('2 attempts').count(), 1);
  assert.match(await panel.locator('.failure').innerText(), /Runtime\.ExitError\s+\{\s+"errorType"/);
  assert.match(await panel.innerText(), /Input\s+\{\n {2}"width": \d+/);
  assert.match(await panel.innerText(), /Arguments\s+\{[\s\S]*"FunctionName"/);
  assert.ok((await panel.locator('pre').filter({ hasText: HOSTILE }).count()) > 0);
  await screenshot('state');
  await panel
    .locator('summary', { hasText: /^Log of .*image-convert at that time/ })
    .first()
    .click();
  await panel.locator('#log tbody tr', { hasText: 'REPORT RequestId' }).first().waitFor();
  await head(page, 'Convert widths').click();
  await panel.getByRole('button', { name: '1', exact: true }).click();
  await head(page, 'Convert').filter({ hasNotText: '3 runs' }).waitFor();
  await panel.getByRole('button', { name: 'All', exact: true }).click();
  await head(page, 'Convert').filter({ hasText: '3 runs' }).waitFor();
}

export async function readTable({ page, screenshot }: Visit) {
  await tab(page, 'Table');
  const rows = page.locator('tbody tr');
  await rows.filter({ hasText: 'Convert widths' }).waitFor();
  assert.equal(await rows.filter({ has: page.getByRole('button', { name: 'Convert', exact: true }) }).count(), 3);
  assert.ok((await page.locator('.track .bar').count()) > 5);
  const links = rows.getByRole('link');
  for (const resource of [/-images$/, /-image-convert$/, /-image-metadata$/])
    assert.ok((await links.filter({ hasText: resource }).count()) > 0, `a link to ${resource}`);
  await screenshot('table');
}

export async function readEvents({ page, screenshot }: Visit) {
  await tab(page, /Events \(\d+\)/);
  const rows = page.locator('#history tbody tr');
  await rows.filter({ hasText: 'ExecutionStarted' }).waitFor();
  assert.equal(await rows.filter({ hasText: 'TaskScheduled' }).filter({ hasText: 'attempt 2' }).count(), 1);
  await page.getByLabel('Type').selectOption('failed');
  await page.locator('#history tbody tr').filter({ hasNotText: 'Failed' }).first().waitFor({ state: 'detached' });
  const failed = rows.filter({ hasText: 'TaskFailed' }).filter({ hasText: 'Runtime.ExitError' });
  assert.equal(await failed.count(), 1);
  await failed.getByRole('button').click();
  await page.locator('tr.opened', { hasText: 'taskFailedEventDetails' }).waitFor();
  await screenshot('events');
}

export async function startAgain({ page }: Visit) {
  await page.getByRole('button', { name: 'Start new' }).click();
  const input = page.getByLabel('Input, JSON');
  await input.fill('{}');
  await page.getByLabel('Take an earlier input').selectOption({ index: 1 });
  await isFilledAnew(input);
  await page.getByLabel('Name, if it shall have one').fill('again');
  const before = page.url();
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.waitForURL((url) => String(url) !== before);
  await page.locator('.faint a', { hasText: 'image-processing' }).waitFor();
  assert.match(page.url(), /again/);
}

/** What a run was is what a test of it expects: the files run as they are. */
export async function exportTest({ page }: Visit) {
  const folder = await mkdtemp(join(tmpdir(), 'exported-'));
  const [definition, mocks] = [join(folder, 'run.asl.json'), join(folder, 'run.mocks.json')];
  await writeFile(definition, await exported(page, 'Definition'));
  await writeFile(mocks, await exported(page, 'Test file, for asl test --mocks'));
  const asl = join(root, 'node_modules/.bin/asl');
  await promisify(execFile)(process.execPath, [asl, 'test', definition, '--mocks', mocks]);
  await rm(folder, { recursive: true });
}

/** Goes on with the same run. */
export async function exportFiles({ page }: Visit) {
  for (const [what, holds] of [
    ['Definition', /"StartAt": ?"/],
    ['Input', /"detail"/],
    ['History', /"ExecutionRedriven"/],
  ] as const)
    assert.match(await exported(page, what), holds);
  await page.locator('summary', { hasText: 'Export' }).click();
  for (const [what, command] of [
    ['for its history', /^aws stepfunctions get-execution-history .*--execution-arn 'arn:aws:states:.*:nobody'$/],
    ['that starts it', /^aws stepfunctions start-execution --state-machine-arn 'arn:aws:[^']+' --input '\{[^']*\}'$/],
  ] as const) {
    await page.getByRole('button', { name: `Copy the AWS CLI command ${what}` }).click();
    await isTrue(page, `navigator.clipboard.readText().then((text) => ${command}.test(text))`);
  }
  await page.locator('h1').click();
  assert.equal(await page.locator('details.menu[open]').count(), 0);
}

/** The text of a file that the menu saves. */
async function exported(page: Visit['page'], what: string): Promise<string> {
  await page.locator('summary', { hasText: 'Export' }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: what, exact: true }).click();
  const text = await readFile(await (await saved).path(), 'utf8');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('details.menu[open]').count(), 0);
  return text;
}
