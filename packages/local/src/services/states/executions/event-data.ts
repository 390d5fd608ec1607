const DATA: ReadonlySet<string> = new Set([
  ...['input', 'output', 'parameters', 'assignedVariables'],
  ...['inputDetails', 'outputDetails', 'assignedVariablesDetails'],
]);

/** An event's details without the data of users: no inputs, outputs, parameters, nor what says whether they are complete. */
export const withoutData = <T>(details: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(details).filter(([name]) => !DATA.has(name)));
