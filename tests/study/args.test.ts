import { describe, expect, it } from 'vitest';
import { parseCommand } from '#study/run/args.ts';

const one = { kind: 'one', number: 7, output: 'text', negative: false, keep: false, port: 0 };

describe('the words after npm run study --', () => {
  it.each([
    [[], { kind: 'list', json: false }],
    [['7'], one],
    [['7', '--negative', '--json'], { ...one, negative: true, output: 'json' }],
    [['7', '--jsonl'], { ...one, output: 'jsonl' }],
    [['7', '--keep', '--port', '4600'], { ...one, keep: true, port: 4600 }],
    [['--all', '--negative'], { kind: 'all', json: false, negative: true }],
    [['--help', '31'], { kind: 'help' }],
  ])('%j', (words, command) => {
    expect(parseCommand(words, 30)).toEqual(command);
  });

  it.each([
    [['31'], 'There is no question 31: they go from 1 to 30.'],
    [['0'], 'There is no question 0: they go from 1 to 30.'],
    [['x'], 'x is not the number of a question: they go from 1 to 30.'],
    [['7', '8'], 'One question at a time, or --all: not 7 8.'],
    [['7', '--all'], 'Either question 7 or --all, not both.'],
    [['--all', '--keep'], '--keep, --jsonl and --port go with one question, not with --all.'],
    [['7', '--json', '--jsonl'], '--json and --jsonl are two ways to say it: take one.'],
    [['--negative'], '--keep, --jsonl, --negative and --port need a question: npm run study -- 7'],
    [['7', '--port', 'x'], '--port takes a number from 0 to 65535, not x.'],
    [['--alll'], "Unknown option '--alll'. See npm run study -- --help"],
  ])('%j is one line that says what to do', (words, message) => {
    expect(() => parseCommand(words, 30)).toThrow(message);
  });
});
