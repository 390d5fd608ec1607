import { describe, expect, it } from 'vitest';
import { withPrices } from '../../../../scripts/cost/prices.ts';

describe('another price', () => {
  it('takes the place of the listed one', () => {
    expect(withPrices(['states.transition=0.00003'])['states.transition'].dollars).toBe(0.00003);
  });
  it.each(['states.transition', 'states.tea=1', 'states.transition=dear', 's3.bytes-in=1'])('%s is none', (price) => {
    expect(() => withPrices([price])).toThrow('--price takes KIND=DOLLARS');
  });
});
