/** An amount in the currency's smallest unit, for people. */
export const money = (minor: number, currency: string): string =>
  (minor / 100).toLocaleString(undefined, { style: 'currency', currency });
