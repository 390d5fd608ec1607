import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { parseFilterPattern } from '#services/logs/filter-pattern.ts';
import { fileName } from '#services/logs/store/file-name.ts';
import { createJournal } from '#services/logs/store/journal.ts';

it('a journal keeps its newest lines and a bounded size', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'darkroom-journal-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const journal = createJournal(join(folder, 'events.jsonl'), (error) => expect.fail(String(error)));
  const message = 'x'.repeat(100_000);
  for (let sequence = 0; sequence < 200; sequence++) {
    journal.append([{ stream: 's', timestamp: sequence, ingestionTime: 0, message, sequence }]);
    if (sequence % 10 === 0) await journal.flush();
  }
  const kept = await journal.read();
  expect(kept.at(-1)?.sequence).toBe(199);
  expect(kept.length).toBeLessThan(120);
  const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  expect(bytes).toBeLessThan(12_000_000);
});

it.each([
  ['', 'anything', true],
  ['ERROR', 'an ERROR here', true],
  ['ERROR timeout', 'ERROR: timeout', true],
  ['ERROR timeout', 'ERROR only', false],
  ['"timed out"', 'it timed out', true],
  ['"timed out"', 'out timed', false],
  ['ERROR -expected', 'ERROR expected', false],
  ['?WARN ?ERROR', 'a WARN', true],
  ['?WARN ?ERROR', 'INFO', false],
])('the pattern %j on %j: %s', (pattern, message, expected) => {
  expect(parseFilterPattern(pattern)(message)).toBe(expected);
});

it.each(['/aws/lambda/x', '..', '../../etc', 'a/../b', 'x'.repeat(512)])('%j becomes one plain file name', (name) => {
  expect(fileName(name)).toMatch(/^[\w%-]{1,255}$/);
});
