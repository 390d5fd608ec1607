import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import type { EventBridgeEvent } from '#local/events/event.ts';
import { PolicyStore } from '#services/iam/policy-store.ts';
import { createS3Service, type S3Service } from '#services/s3/service.ts';
import { type GatewayHost, type HostOptions, hostGateway } from '#tests/support/gateway-host.ts';

export interface S3Host extends GatewayHost {
  readonly s3: S3Client;
  readonly service: S3Service;
  /** What it said of its housekeeping. */
  readonly said: readonly string[];
  /** What was published, in order. */
  readonly events: EventBridgeEvent[];
}

/** S3 alone behind a gateway, with a client that does not retry. */
export async function hostS3(options: HostOptions = {}, config: S3ClientConfig = {}): Promise<S3Host> {
  const events: EventBridgeEvent[] = [];
  let service: S3Service | undefined;
  const said: string[] = [];
  const host = await hostGateway((deps) => {
    service = createS3Service({
      ...deps,
      policies: new PolicyStore(deps.place),
      log: (line) => said.push(line),
      publish: (event) => events.push(event),
    });
    return [service.service];
  }, options);
  if (!service) throw new Error('The gateway did not build its services.');
  const { close } = service;
  const s3 = new S3Client({ ...host.config(), maxAttempts: 1, ...config });
  return {
    ...host,
    said,
    s3,
    service,
    events,
    async close() {
      s3.destroy();
      await host.close();
      close();
    },
  };
}
