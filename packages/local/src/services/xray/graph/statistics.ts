import { type Subsegment, secondsOf } from '#services/xray/documents/document.ts';
import { seconds } from '#services/xray/summaries/summary.ts';

/** https://docs.aws.amazon.com/xray/latest/api/API_ServiceStatistics.html */
export function statisticsOf(requests: readonly Subsegment[]) {
  const count = (is: (request: Subsegment) => boolean) => requests.filter(is).length;
  const faults = count(isFault);
  const throttles = count(isThrottle);
  const errors = count(isError);
  return {
    OkCount: requests.length - faults - errors - throttles,
    ErrorStatistics: { ThrottleCount: throttles, OtherCount: errors, TotalCount: throttles + errors },
    FaultStatistics: { OtherCount: faults, TotalCount: faults },
    TotalCount: requests.length,
    TotalResponseTime: seconds(requests.reduce((sum, request) => sum + secondsOf(request), 0)),
  };
}

/** A request counts once, as the worst that it was. */
const isFault = ({ fault }: Subsegment) => fault === true;
const isThrottle = (request: Subsegment) => !isFault(request) && request.throttle === true;
const isError = (request: Subsegment) => !isFault(request) && !isThrottle(request) && request.error === true;

/** How often a request took how long. */
export function histogramOf(requests: readonly Subsegment[]) {
  const times = Map.groupBy(requests, (request) => seconds(secondsOf(request)));
  return [...times].toSorted(([one], [other]) => one - other).map(([Value, { length }]) => ({ Value, Count: length }));
}

/** From when to when they were, in seconds since the epoch. */
export const spanOf = (requests: readonly Subsegment[]) => ({
  StartTime: Math.min(...requests.map(({ start_time }) => start_time)),
  EndTime: Math.max(...requests.map(({ start_time, end_time = start_time }) => end_time)),
});
