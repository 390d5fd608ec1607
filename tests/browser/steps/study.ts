import assert from 'node:assert/strict';
import type { Visit } from '../visit.ts';
import { go } from './names.ts';

const CHAPTER = '3. Standard or Express';

/** Question 16 needs no clock: it takes a second or two. */
export async function runExperiment({ page, screenshot }: Visit) {
  await go(page, 'Experiments');
  await page.locator('#experiments summary').nth(15).click();
  const experiment = page.getByRole('group', { name: 'Question 16' }).first();
  await experiment.getByRole('button', { name: 'Run it', exact: true }).click();
  await experiment.locator('.seen li', { hasText: 'tolerating ten of a hundred' }).waitFor();
  await experiment.locator('.pill.proved').waitFor();
  await screenshot('experiment');
}

export async function readChapter({ page, screenshot }: Visit) {
  await go(page, 'Walkthrough');
  await page.locator('#chapters').getByRole('link', { name: CHAPTER }).click();
  await page.getByRole('heading', { level: 1, name: CHAPTER }).waitFor();
  assert.equal(
    await page.getByRole('group', { name: 'Question 2', exact: true }).count(),
    2,
    'a claim and its control',
  );
  await page.getByRole('link', { name: 'glossary' }).click();
  await page.getByRole('heading', { level: 1, name: 'Glossary' }).waitFor();
  await page.goBack();
  await page.getByRole('link', { name: '1 year' }).first().click();
  await page.locator('[id="quota.standard.duration"]:focus').waitFor({ state: 'attached' });
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: CHAPTER }).waitFor();
  await screenshot('chapter');
}

/** Goes on in the chapter. */
export async function answerQuiz({ page }: Visit) {
  const question = page.getByRole('group', { name: 'Question 3.1' });
  await question.getByRole('radio', { name: /^A\./ }).check();
  await question.getByRole('button', { name: 'Answer' }).click();
  await question.getByText('It is B, not A.').waitFor();
  await page.reload();
  await question.getByText('It is B, not A.').waitFor();
  await go(page, 'Walkthrough');
  await page.locator('#chapters li', { hasText: CHAPTER }).getByText('1 of 4 questions answered, 0 right').waitFor();
}

export async function sitExam({ page, screenshot }: Visit) {
  await go(page, 'Mock exam');
  await page.getByRole('button', { name: 'Begin' }).click();
  for (let number = 1; number <= 20; number++) {
    await page.getByRole('heading', { name: `Question ${number} of 20` }).waitFor();
    await page.getByRole('radio', { name: /^B\./ }).check();
    if (number < 20) await page.getByRole('button', { name: 'Next' }).click();
  }
  await page.getByText('All are answered.').waitFor();
  await screenshot('exam');
  await page.getByRole('button', { name: 'Hand in' }).click();
  await page.getByRole('heading', { name: /^\d+ of 20 right$/ }).waitFor();
  const domains = page.locator('#domains tbody tr');
  assert.deepEqual(
    (await domains.allInnerTexts()).map((text) => /of (\d+)/.exec(text)?.[1]),
    ['6', '5', '5', '4'],
  );
  await screenshot('exam-result');
}
