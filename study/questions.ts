import { retryTimes } from './experiments/errors/09-retry-times.ts';
import { retriesCounted } from './experiments/errors/10-retries-counted.ts';
import { notCaught } from './experiments/errors/11-not-caught.ts';
import { heartbeat } from './experiments/errors/12-heartbeat.ts';
import { branchFails } from './experiments/errors/13-branch-fails.ts';
import { redrive } from './experiments/errors/18-redrive.ts';
import { tokenInExpress } from './experiments/integrations/05-token-in-express.ts';
import { threePatterns } from './experiments/integrations/06-three-patterns.ts';
import { lambdaOrDirect } from './experiments/integrations/21-lambda-or-direct.ts';
import { activityOrToken } from './experiments/integrations/30-activity-or-token.ts';
import { tooLarge } from './experiments/limits/19-too-large.ts';
import { longHistory } from './experiments/limits/20-long-history.ts';
import { parallelOrMap } from './experiments/maps/14-parallel-or-map.ts';
import { inlineOrDistributed } from './experiments/maps/15-inline-or-distributed.ts';
import { tolerance } from './experiments/maps/16-tolerance.ts';
import { batches } from './experiments/maps/17-batches.ts';
import { oneActionRemoved } from './experiments/services/22-one-action-removed.ts';
import { consumerDown } from './experiments/services/23-consumer-down.ts';
import { fiveScenarios } from './experiments/services/24-five-scenarios.ts';
import { visibility } from './experiments/services/25-visibility.ts';
import { fifoOrStandard } from './experiments/services/26-fifo-or-standard.ts';
import { stream } from './experiments/services/27-stream.ts';
import { traces } from './experiments/services/28-traces.ts';
import { alarms } from './experiments/services/29-alarms.ts';
import { sameName } from './experiments/types/01-same-name.ts';
import { sixMinutes } from './experiments/types/02-six-minutes.ts';
import { whereHistoryIs } from './experiments/types/03-where-history-is.ts';
import { syncOrAsync } from './experiments/types/04-sync-or-async.ts';
import { nestedExpress } from './experiments/types/07-nested-express.ts';
import { twoDesigns } from './experiments/types/08-two-designs.ts';
import type { Question } from './lab/experiment.ts';

/** All questions, in order. */
export const questions: readonly Question[] = [
  ...[sameName, sixMinutes, whereHistoryIs, syncOrAsync, tokenInExpress],
  ...[threePatterns, nestedExpress, twoDesigns, retryTimes, retriesCounted],
  ...[notCaught, heartbeat, branchFails, parallelOrMap, inlineOrDistributed],
  ...[tolerance, batches, redrive, tooLarge, longHistory],
  ...[lambdaOrDirect, oneActionRemoved, consumerDown, fiveScenarios, visibility],
  ...[fifoOrStandard, stream, traces, alarms, activityOrToken],
];
