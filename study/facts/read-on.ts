/** When the pages that experiments cite were read. */
export const READ_ON = '2026-11-28';
