import type { JsonObject } from '@safelight/asl/json';
import { type MapRun, mapRun } from '#services/states/map-runs/map-runs.ts';

/** What the engine tells of a map run, as it is kept. */
export const readMapRun = (run: JsonObject, now: number): MapRun =>
  mapRun.parse({
    arn: run.mapRunArn,
    executionArn: run.executionArn,
    machineArn: run.stateMachineArn ?? machineOf(String(run.mapRunArn)),
    status: run.status,
    startDate: run.startTime ?? now,
    ...(run.status !== 'RUNNING' && { stopDate: run.stopTime ?? now }),
    maxConcurrency: run.maxConcurrency ?? 0,
    toleratedFailureCount: run.toleratedFailureCount ?? 0,
    toleratedFailurePercentage: run.toleratedFailurePercentage ?? 0,
    itemCounts: run.itemCounts ?? {},
    executionCounts: run.executionCounts ?? {},
    redriveCount: run.redriveCount ?? 0,
    ...(run.redriveDate !== undefined && { redriveDate: run.redriveDate }),
  });

/** `…:mapRun:MACHINE/LABEL:ID` -> `…:stateMachine:MACHINE/LABEL` */
const machineOf = (mapRunArn: string) => mapRunArn.replace(/:mapRun:([^:]+):.*$/, ':stateMachine:$1');
