import { localPlace, systemIds } from '@safelight/asl/identity';
import { ManualClock } from '@safelight/asl/testing/manual-clock';
import { expect, it } from 'vitest';
import { openEngine } from '#services/dynamodb/engine.ts';
import { localOperations } from '#services/dynamodb/operations/operations.ts';
import { inputs } from '#services/dynamodb/wire/inputs.ts';
import { IN_MEMORY, openDatabase } from '#store/database.ts';

it('every operation is listed with its parameters', () => {
  const database = openDatabase({ file: IN_MEMORY });
  const engine = openEngine({
    database,
    clock: new ManualClock(),
    ids: systemIds,
    place: localPlace,
    report: () => {},
  });
  expect([...inputs.keys()].toSorted()).toEqual(Object.keys(localOperations(engine)).toSorted());
  database.close();
});
