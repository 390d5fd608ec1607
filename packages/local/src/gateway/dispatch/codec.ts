import type { AwsError } from '#gateway/aws-error.ts';
import type { RequestHead } from '#gateway/request/largest-body.ts';
import type { ConditionKeys, GatewayRequest, GatewayResponse, Protocol } from '#gateway/service.ts';

/** What a request says, as far as it had to be read to know which operation it means. */
export interface Call<Input> {
  readonly operation: string;
  /** Reads the rest. Throws AwsError. */
  input(): Input | Promise<Input>;
}

/** One form in which a service is spoken to. */
export interface Codec<Input, Output> {
  /** How errors are written, those of the gateway too. */
  readonly protocol: Protocol;
  /** The operation that a head names, whatever its body says; undefined, or without it, where only the body tells. */
  named?(head: RequestHead): string | undefined;
  /** Throws AwsError for what names no operation at all. */
  open(request: GatewayRequest): Call<Input> | Promise<Call<Input>>;
  /** The answer to a name that is not in the service's table. */
  unknown(operation: string): AwsError;
  /** What an input has of a member; without it, operations refuse by themselves what they do not support. */
  member?(input: Input, name: string): unknown;
  /** What any input in this form lets policies ask about. */
  conditionKeys?(input: Input): ConditionKeys | undefined;
  answer(output: Output, request: GatewayRequest, operation: string): GatewayResponse | Promise<GatewayResponse>;
  /** Writes an error; without it the gateway does, in the service's first protocol. */
  refusal?(error: AwsError, request: GatewayRequest): GatewayResponse;
}
