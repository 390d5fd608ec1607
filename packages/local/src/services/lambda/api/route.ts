import type { Access, GatewayRequest, GatewayResponse } from '#gateway/service.ts';

/** One operation of Lambda's REST API. */
export interface Route {
  readonly method: 'GET' | 'POST';
  /** Matches the decoded path; its groups are the parameters. */
  readonly path: RegExp;
  access(parameters: Parameters, request: GatewayRequest): Access;
  run(parameters: Parameters, request: GatewayRequest): Promise<GatewayResponse> | GatewayResponse;
}

export type Parameters = Readonly<Record<string, string>>;

export const json = (request: GatewayRequest, body: object, status = 200): GatewayResponse => ({
  status,
  headers: { 'content-type': 'application/json', 'x-amzn-requestid': request.id },
  body: JSON.stringify(body),
});
