import type { Json } from '#local/json.ts';
import type { MapState } from '../definition/types.ts';
import type { Eventual } from '../eventual.ts';
import type { Build } from '../execution/program.ts';
import type { Visit } from '../execution/visit.ts';
import type { Payload } from '../payload.ts';

export function compileDistributed(
  _state: MapState,
  _build: Build,
): (visit: Visit, subject: Json) => Eventual<Payload> {
  return (visit) => {
    throw visit.runtimeError('Distributed Map');
  };
}
