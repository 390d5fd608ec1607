import type { Json } from '@safelight/asl/json';
import { describe, expect, it } from 'vitest';
import { type Properties, readProperties } from '#template/properties.ts';

const values = {
  Name: 'photos',
  Count: '3',
  On: 'true',
  Tags: ['a', 'b'],
  Redrive: { Arn: 'arn:x', Max: 5 },
  Rules: [{ Id: 'one' }, { Id: 'two' }],
  Variables: { A: 'x', B: 2 },
};

describe('readProperties', () => {
  it.each<[string, (read: Properties) => unknown, unknown]>([
    ['text', (read) => read.text('Name'), 'photos'],
    ['absent text', (read) => read.optionalText('None'), undefined],
    ['a number that came as text', (read) => read.integer('Count', 1), 3],
    ['a default number', (read) => read.integer('None', 1), 1],
    ['a boolean that came as text', (read) => read.boolean('On', false), true],
    ['a list of text', (read) => read.texts('Tags'), ['a', 'b']],
    ['an absent list', (read) => read.texts('None'), []],
    ['a member of an object', (read) => read.object('Redrive', ['Arn', 'Max']).integer('Max', 0), 5],
    ['a member of an absent object', (read) => read.object('None', ['Arn']).optionalText('Arn'), undefined],
    ['objects of a list', (read) => read.objects('Rules', ['Id']).map((rule) => rule.text('Id')), ['one', 'two']],
    ['a map of text', (read) => read.textMap('Variables'), { A: 'x', B: '2' }],
    ['any JSON', (read) => read.json('Redrive'), { Arn: 'arn:x', Max: 5 }],
    ['whether there is one', (read) => [read.has('Name'), read.has('None')], [true, false]],
  ])('reads %s', (_, get, expected) => {
    expect(get(readProperties(values))).toEqual(expected);
  });

  it.each<[string, (read: Properties) => unknown, string]>([
    ['missing text', (read) => read.text('None'), 'the property None is missing'],
    ['an object for text', (read) => read.text('Redrive'), 'the property Redrive must be text'],
    ['text for a number', (read) => read.integer('Name', 1), 'the property Name must be a whole number'],
    ['text for a boolean', (read) => read.boolean('Name', true), 'the property Name must be true or false'],
    ['text for a list', (read) => read.texts('Name'), 'the property Name must be a list'],
    ['text for an object', (read) => read.object('Name', []), 'the property Name must be an object'],
    ['an unknown member', (read) => read.object('Redrive', ['Arn']), 'the property Redrive.Max is not supported here'],
    [
      'a wrong member',
      (read) => read.object('Redrive', ['Arn', 'Max']).integer('Arn', 0),
      'the property Redrive.Arn must be a whole number',
    ],
  ])('refuses %s', (_, get, message) => {
    expect(() => get(readProperties(values as Readonly<Record<string, Json>>))).toThrow(message);
  });
});
