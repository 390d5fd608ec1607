import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { openJournal } from '#local/delivery/journal.ts';

const entry = z.object({ id: z.string(), text: z.string() });

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'darkroom-'));
  file = join(folder, 'journal.jsonl');
});

afterEach(() => rmSync(folder, { recursive: true }));

const open = () => openJournal(file, (value) => entry.parse(value));
const lines = () => readFileSync(file, 'utf8').split('\n').filter(Boolean).length;

describe('a journal', () => {
  it('brings back what was put and not removed, in its latest form', () => {
    const { journal } = open();
    journal.put([
      { id: 'a', text: '1' },
      { id: 'b', text: '1' },
      { id: 'c', text: '1' },
    ]);
    journal.put([{ id: 'a', text: '2' }]);
    journal.remove('b');
    journal.remove('never there');
    expect(open().left).toEqual([
      { id: 'a', text: '2' },
      { id: 'c', text: '1' },
    ]);
  });

  it('leaves a line out that was cut short', () => {
    open().journal.put([{ id: 'a', text: '1' }]);
    appendFileSync(file, '{"put": {"id": "b", "te');
    expect(open().left).toEqual([{ id: 'a', text: '1' }]);
  });

  it('is empty when nothing is left', () => {
    const { journal } = open();
    journal.put([{ id: 'a', text: '1' }]);
    journal.remove('a');
    expect(readFileSync(file, 'utf8')).toBe('');
  });

  it('does not grow without end', () => {
    const { journal } = open();
    for (let change = 0; change < 12_000; change++) journal.put([{ id: 'a', text: String(change) }]);
    expect(lines()).toBeLessThan(10_010);
    expect(open().left).toEqual([{ id: 'a', text: '11999' }]);
  });
});
