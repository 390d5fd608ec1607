import type { GatewayRequest, GatewayResponse, PerformedCall, Service } from '#gateway/service.ts';
import type { Meter } from '#local/usage/meter.ts';
import { countRequest } from '#local/usage/requests.ts';
import { currentScope, inScope } from '#local/usage/scope.ts';

/**
 * A service whose requests are counted, for the state that makes them: a Task state in this process, or the function that it has
 * invoked, which signs with keys of its environment.
 */
export const meteredService = (service: Service, meter: Meter): Service => ({
  ...service,
  handle: (request) =>
    inScope(meter.scopeOf(accessKeyOf(request)) ?? currentScope(), async () => {
      let call: PerformedCall | undefined;
      const count = (answer: Pick<GatewayResponse, 'headers' | 'body'>) =>
        call && countRequest(meter.add, service.signingName, call, request, answer);
      try {
        const performed = (asked: PerformedCall) => {
          call = asked;
        };
        const response = await service.handle({ ...request, performed });
        count(response);
        return response;
      } catch (error) {
        count({});
        throw error;
      }
    }),
});

const accessKeyOf = ({ headers }: GatewayRequest): string | undefined =>
  /Credential=([^/]+)\//.exec(headers.authorization ?? '')?.[1];
