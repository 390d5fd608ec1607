import { serviceNameOf, type TraceDocument } from '#services/xray/documents/document.ts';

/** https://docs.aws.amazon.com/xray/latest/api/API_ServiceId.html */
export function serviceIdOf(segment: TraceDocument) {
  const { origin, resource_arn: arn } = segment;
  const name = serviceNameOf(segment);
  return {
    Name: name,
    Names: [name],
    ...(arn !== undefined && { AccountId: arn.split(':')[4] }),
    ...(origin !== undefined && { Type: origin }),
  };
}

/** Each service once. */
export function serviceIdsOf(segments: readonly TraceDocument[]) {
  const byService = new Map(segments.map((segment) => [`${segment.origin} ${serviceNameOf(segment)}`, segment]));
  return [...byService.values()].map(serviceIdOf);
}
