import { wrongParameters } from './cases/parameters.ts';
import { binaryQuery, getItem, legacyQuery, query, scan } from './cases/reads.ts';
import { batchGet, batchWrite, transactGet, transactWrite } from './cases/several-items.ts';
import { batchStatements, executeStatement } from './cases/statements.ts';
import { streamed } from './cases/streams.ts';
import { conditionalWrite, legacyWrite, updateItem } from './cases/writes.ts';
import type { Random } from './random.ts';
import type { Probe } from './side.ts';

/** Every kind of probe, and how often it comes. */
const KINDS: readonly (readonly [number, (random: Random) => Probe])[] = [
  [20, conditionalWrite],
  [20, updateItem],
  [6, legacyWrite],
  [4, getItem],
  [12, query],
  [3, binaryQuery],
  [4, legacyQuery],
  [6, scan],
  [6, transactWrite],
  [3, transactGet],
  [3, batchGet],
  [3, batchWrite],
  [6, wrongParameters],
  [6, executeStatement],
  [2, batchStatements],
  [1, streamed],
];

const bag = KINDS.flatMap(([weight, make]) => Array.from({ length: weight }, () => make));

export const probe = (random: Random): Probe => random.pick(bag)(random);
