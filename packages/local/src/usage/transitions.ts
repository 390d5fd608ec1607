import type { HistoryEvent } from '@safelight/asl/history/events';

const RETRIED = /^(?:(?:Task|LambdaFunction|Activity)Scheduled|(?:Map|Parallel)StateStarted)$/;

interface Place {
  readonly state: string;
  /** Attempts of the state that was entered; one object for all events of it. */
  readonly tried: { attempts: number };
}

/**
 * Tells the states of an execution one by one as AWS counts transitions: a state that is entered is one, and each time that Retry
 * runs it again is one more. https://docs.aws.amazon.com/step-functions/latest/dg/concepts-states.html
 */
export function transitionCounter(onTransition: (state: string) => void): (event: HistoryEvent) => void {
  const places = new Map<number, Place>();
  return ({ id, previousEventId, type, stateEnteredEventDetails: entered }) => {
    if (entered) {
      places.set(id, { state: entered.name, tried: { attempts: 0 } });
      onTransition(entered.name);
      return;
    }
    const place = places.get(previousEventId);
    if (!place) return;
    places.set(id, place);
    if (RETRIED.test(type) && ++place.tried.attempts > 1) onTransition(place.state);
  };
}
