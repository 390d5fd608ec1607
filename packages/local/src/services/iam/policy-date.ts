/** https://www.w3.org/TR/NOTE-datetime, of which AWS takes every form; a zone may be `Z`, `+01:00` or `+0100`. */
const ISO = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d))?)?)?$/;
/** Four digits are a year; a time in seconds since the epoch has more. */
const EPOCH = /^\d{5,12}(?:\.\d+)?$/;

/**
 * The date of a condition, ISO 8601 or seconds since the epoch, in milliseconds since the epoch; undefined for none.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date
 */
export function parsePolicyDate(text: string): number | undefined {
  if (EPOCH.test(text)) return Number(text) * 1_000;
  const [, year, month = '01', day = '01'] = ISO.exec(text) ?? [];
  if (year === undefined) return undefined;
  const date = Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  const isThere = new Date(`${year}-${month}-${day}T00:00:00Z`).toJSON()?.slice(0, 10) === `${year}-${month}-${day}`;
  return Number.isNaN(date) || !isThere ? undefined : date;
}
