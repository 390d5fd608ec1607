/** Cents of a millionth are told apart. */
export const dollars = (amount: number): string => `$${amount.toFixed(8)}`;

export const large = (amount: number): string =>
  `$${amount.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
