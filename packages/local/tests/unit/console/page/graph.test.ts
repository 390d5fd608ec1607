import { describe, expect, it } from 'vitest';
import { addressOf, hrefTo } from '#local/console/page/frame/address.ts';
import { drawingOf, inOrder } from '#local/console/page/graph/layout.ts';
import type { Machine } from '#local/console/page/graph/machine.ts';
import { describeRule } from '#local/console/page/graph/ways.ts';

const pass = (Next?: string) => ({ Type: 'Pass', ...(Next === undefined ? { End: true } : { Next }) });
const MACHINE: Machine = {
  StartAt: 'Look',
  States: {
    Look: {
      Type: 'Choice',
      Choices: [{ Condition: '{% $n > 1 %}', Next: 'Each' }],
      Default: 'Few',
    },
    Few: pass(),
    Each: {
      Type: 'Map',
      ItemProcessor: { StartAt: 'One', States: { One: pass('Two'), Two: pass() } },
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Few' }],
      Next: 'Both',
    },
    Both: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Left', States: { Left: pass() } },
        { StartAt: 'Right', States: { Right: pass() } },
      ],
      End: true,
    },
  },
};

describe('a graph', () => {
  const { boxes, ways, width, height } = drawingOf(MACHINE);
  const box = (name: string) => {
    const found = boxes.find((one) => one.name === name);
    if (!found) throw new Error(`no ${name}`);
    return found;
  };

  it('has every state, and every way with its kind and label', () => {
    expect(boxes.map(({ name }) => name).toSorted()).toEqual([
      'Both',
      'Each',
      'Few',
      'Left',
      'Look',
      'One',
      'Right',
      'Two',
    ]);
    expect(ways.map(({ from, to, kind, label }) => [from, to, kind, label].join(' ').trim()).toSorted()).toEqual(
      [
        'Both  next',
        'Each Both next',
        'Each Few catch',
        'Few  next',
        'Look Each choice $n > 1',
        'Look Few default otherwise',
        'Look next',
        'One Two next',
      ].toSorted(),
    );
  });

  it.each([
    ['Each', ['One', 'Two']],
    ['Both', ['Left', 'Right']],
  ])('frames what is inside %s', (around, inside) => {
    const outer = box(around);
    for (const inner of inside.map(box)) {
      expect(inner.x).toBeGreaterThanOrEqual(outer.x);
      expect(inner.y).toBeGreaterThan(outer.y);
      expect(inner.x + inner.width).toBeLessThanOrEqual(outer.x + outer.width);
      expect(inner.y + inner.height).toBeLessThanOrEqual(outer.y + outer.height);
    }
  });

  it('has branches side by side, none upon another, and all within its size', () => {
    expect(box('Left').x + box('Left').width).toBeLessThanOrEqual(box('Right').x);
    for (const { x, y, width: w, height: h } of boxes)
      expect([x >= 0, y >= 0, x + w <= width, y + h <= height]).toEqual([true, true, true, true]);
  });

  it('reads the main line first', () => {
    expect(inOrder(MACHINE)).toEqual(['Look', 'Each', 'Both', 'Few']);
  });
});

describe('a rule of a Choice in words', () => {
  it.each([
    ['its comment', { Comment: 'many', Condition: '{% $n > 1 %}' }, 'many'],
    ['its condition', { Condition: '{% $n > 1 %}' }, '$n > 1'],
    ['a comparison', { Variable: '$.n', NumericGreaterThan: 1 }, '$.n numeric greater than 1'],
    [
      'several',
      {
        And: [
          { Variable: '$.a', IsPresent: true },
          { Variable: '$.b', StringEquals: 'x' },
        ],
      },
      '$.a is present true and $.b string equals "x"',
    ],
    ['the opposite', { Not: { Variable: '$.a', IsNull: true } }, 'not ($.a is null true)'],
  ])('%s', (_name, rule, expected) => expect(describeRule({ ...rule, Next: 'A' })).toBe(expected));
});

describe('an address', () => {
  it.each([
    ['the first page', '', [], {}],
    ['a key with anything in it', 'photo', ['a/b ?#%&ü.jpg'], {}],
    ['a query', 'executions', [], { name: 'a&b=c #' }],
  ])('leads to %s and back', (_name, name, parts, query) => {
    const read = addressOf(hrefTo(name, parts, query));
    expect([read.name, read.parts, Object.fromEntries(read.query)]).toEqual([name, parts, query]);
  });
});
