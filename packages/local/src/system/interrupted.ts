/**
 * What `npm start` says of executions that were running when it last stopped. Those of orders are restarted by a tool of their
 * own, which knows whether an order is over.
 */
export function interruptedLine(executionArns: readonly string[]): string {
  const orders = executionArns.filter((arn) => arn.includes('-order-processing:')).length;
  const helps = [
    ...(orders < executionArns.length ? ['npm run redrive goes on with photos'] : []),
    ...(orders > 0 ? ['npm run orders:replay -- --order ID --attempt 2 with an order'] : []),
  ];
  const [count, were] =
    executionArns.length === 1 ? ['1 execution', 'was'] : [`${executionArns.length} executions`, 'were'];
  return `${count} ${were} running when the system stopped, and ended ABORTED: ${helps.join(', ')}`;
}
