import { expect, it } from 'vitest';
import { interruptedLine } from '#local/system/interrupted.ts';

const photo = 'arn:aws:states:us-east-1:000000000000:execution:darkroom-dev-image-processing:a';
const order = 'arn:aws:states:us-east-1:000000000000:execution:darkroom-dev-order-processing:b';
const photos = 'npm run redrive goes on with photos';
const orders = 'npm run orders:replay -- --order ID --attempt 2 with an order';

it.each([
  [[photo], `1 execution was running when the system stopped, and ended ABORTED: ${photos}`],
  [[order, order], `2 executions were running when the system stopped, and ended ABORTED: ${orders}`],
  [[photo, order], `2 executions were running when the system stopped, and ended ABORTED: ${photos}, ${orders}`],
])('%j', (arns, line) => expect(interruptedLine(arns)).toBe(line));
