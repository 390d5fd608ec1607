import { expect, it } from 'vitest';
import { gains } from '../../../bench/gate/gate.ts';
import { shortForms } from '../../../bench/gate/short-forms.ts';
import { benchmarks } from '../../../bench/registry.ts';

it.each([
  ['a rate that fell', { ordersPerSecond: 0.5 }, { 'x.ordersPerSecond': 0.5 }],
  ['transitions a second, by machine', { loop: 1.25 }, { 'x.loop': 1.25 }],
  ['a time that grew', { warmSeconds: 2 }, { 'x.warmSeconds': 0.5 }],
  ['a time by itself', { seconds: 2 }, { 'x.seconds': 0.5 }],
  ['a wait that shrank', { worstDelayMs: 0.5 }, { 'x.worstDelayMs': 2 }],
  ['memory that grew', { peakPssMb: 2 }, { 'x.peakPssMb': 0.5 }],
  ['what is zero on both sides', { lost: Number.NaN, developed: 1 }, { 'x.developed': 1 }],
])('the gate tells how many times better: %s', (_, medians, expected) => {
  expect(gains('x', medians)).toEqual(expected);
});

it('the gate has a short form of each benchmark that compares builds', () => {
  const compared = benchmarks.filter(({ contend }) => contend).map(({ name }) => name);
  expect(shortForms.map(({ benchmark }) => benchmark.name).sort()).toEqual(compared);
});
