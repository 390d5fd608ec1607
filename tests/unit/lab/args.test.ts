import { UsageError } from '@safelight/local/cli/usage';
import { describe, expect, it } from 'vitest';
import { parseCommand } from '#lab/args.ts';

const parse = (line: string) => parseCommand(line.split(' ').filter(Boolean), '/home/ada');

describe('what the words ask for', () => {
  it.each([
    [
      '',
      {
        kind: 'serve',
        port: 4566,
        data: '/home/ada/.darkroom',
        sample: true,
        study: true,
        reset: false,
        permissions: 'on',
      },
    ],
    [
      '--port 0 --data lab --reset --no-sample',
      { kind: 'serve', port: 0, data: '/home/ada/lab', sample: false, reset: true },
    ],
    ['--no-study', { kind: 'serve', sample: true, study: false }],
    ['--permissions off --stage prod', { permissions: 'off', stage: 'prod' }],
    [
      '--once a.jpg b.png',
      { kind: 'once', files: ['a.jpg', 'b.png'], port: 0, data: undefined, out: '/home/ada/developed' },
    ],
    ['--once a.jpg --json --out /tmp/x', { kind: 'once', json: true, out: '/tmp/x' }],
    ['--once a.jpg a.jpg', { files: ['a.jpg'] }],
    ['--dynamodb http://127.0.0.1:8000', { dynamodb: 'http://127.0.0.1:8000' }],
    ['--concurrency 5', { concurrency: 5, faults: [] }],
    [
      '--fault s3:*:503@0.1 --fault events:reorder',
      { faults: [{ text: 's3:*:503@0.1', rate: 0.1 }, { effect: { kind: 'reorder' } }] },
    ],
    ['--help --port nonsense', { kind: 'help' }],
  ])('%s', (line, expected) => expect(parse(line)).toMatchObject(expected));
});

describe('words that are refused', () => {
  it.each([
    ['--once', '--once needs the files to develop: npm start -- --once photo.jpg'],
    ['photo.jpg', 'To develop photo.jpg put --once before it: npm start -- --once photo.jpg'],
    ['--port 99999', '--port takes a number from 0 to 65535, not 99999.'],
    ['--port -1', /--port/],
    ['--json', '--json goes with --once.'],
    ['--out there', '--out goes with --once.'],
    ['--permissions maybe', '--permissions takes on or off, not maybe.'],
    ['--stage Prod!', '--stage takes lower-case letters, digits and dashes, not Prod!.'],
    ['--dynamodb localhost', '--dynamodb takes a URL, not localhost.'],
    ['--concurrency 0', '--concurrency takes a number above 0, not 0.'],
    ['--fault s3:*:503@2', 'The fault s3:*:503@2 has the rate 2: use a number above 0 and at most 1. See --help.'],
    ['--colour', /Unknown option '--colour'/],
  ])('%s', (line, message) => {
    expect(() => parse(line)).toThrow(UsageError);
    expect(() => parse(line)).toThrow(message);
  });
});
