import { describe, expect, it } from 'vitest';
import { FaultError, parseFault, parseFaults } from '#local/faults/fault.ts';

describe('what a fault says', () => {
  it.each([
    ['lambda:resize:error@0.1', { kind: 'crash' }, 0.1],
    ['lambda:*:delay=2s@0.1', { kind: 'delay', service: 'lambda', ms: 2_000 }, 0.1],
    ['lambda:*:delay=1.5s', { kind: 'delay', service: 'lambda', ms: 1_500 }, 1],
    ['lambda:*:throttle@1', { kind: 'throttle', service: 'lambda' }, 1],
    ['s3:*:503@0.1', { kind: 'slow-down' }, 0.1],
    ['s3:source:delay=20ms', { kind: 'delay', service: 's3', ms: 20 }, 1],
    ['dynamodb:*:throttle@0.5', { kind: 'throttle', service: 'dynamodb' }, 0.5],
    ['events:duplicate@0.1', { kind: 'duplicate' }, 0.1],
    ['events:reorder', { kind: 'reorder' }, 1],
  ])('%s', (text, effect, rate) => expect(parseFault(text)).toMatchObject({ text, effect, rate }));

  it('several stand in one header, with commas', () => {
    expect(parseFaults('s3:*:503, events:reorder@0.2').map(({ text }) => text)).toEqual([
      's3:*:503',
      'events:reorder@0.2',
    ]);
  });
});

describe('whom a fault is for', () => {
  it.each([
    ['*', 'darkroom-dev-image-resize', true],
    ['resize', 'darkroom-dev-image-resize', true],
    ['image-resize', 'darkroom-dev-image-resize', true],
    ['darkroom-dev-image-resize', 'darkroom-dev-image-resize', true],
    ['image-*', 'darkroom-dev-image-resize', true],
    ['size', 'darkroom-dev-image-resize', false],
    ['convert', 'darkroom-dev-image-resize', false],
    ['re.ize', 'darkroom-dev-image-resize', false],
  ])('%s: %s %s', (target, name, hits) => expect(parseFault(`lambda:${target}:error`).hits(name)).toBe(hits));
});

describe('what is refused in one line', () => {
  it.each([
    ['', 'A fault is SERVICE:TARGET:EFFECT[@RATE]'],
    ['lambda:error', 'A fault is SERVICE:TARGET:EFFECT[@RATE], such as lambda:resize:error@0.1, not lambda:error.'],
    ['lambda:a:b:c', 'A fault is'],
    ['lambda::error', 'A fault is'],
    ['events:*:duplicate', 'A fault is'],
    ['s3:*:503@0.1@0.2', 'A fault is'],
    ['ec2:*:error', 'is for ec2: use lambda, s3, dynamodb, events.'],
    ['toString:*:error', 'is for toString'],
    ['lambda:*:explode', 'has the effect explode: lambda has error, throttle, delay=2s.'],
    ['s3:*:throttle', 's3 has 503, delay=2s.'],
    ['lambda:*:delay', 'has the effect delay'],
    ['events:delay=2s', 'events has duplicate, reorder.'],
    ['s3:*:503@0', 'has the rate 0: use a number above 0 and at most 1.'],
    ['s3:*:503@2', 'has the rate 2'],
    ['s3:*:503@', 'has the rate '],
    ['s3:*:503@often', 'has the rate often'],
  ])('%s', (text, message) => {
    expect(() => parseFault(text)).toThrow(FaultError);
    expect(() => parseFault(text)).toThrow(message);
  });
});
