import { type LargestBodies, megabytes } from '#gateway/request/largest-body.ts';

/**
 * A request has a megabyte at most, compressed or not, of metrics that are as large again before they are compressed.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html
 */
export const bodies: LargestBodies = { PutMetricData: megabytes(4) };
