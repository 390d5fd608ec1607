/** Times that a chart can show, in minutes. */
export const WINDOWS = [
  ['60', 'the last hour'],
  ['180', 'the last 3 hours'],
  ['1440', 'the last day'],
  ['10080', 'the last week'],
] as const;
