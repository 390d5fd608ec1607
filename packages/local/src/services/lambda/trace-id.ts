/** A trace header for a call that came without one: https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html */
export function newTraceId(now: number, uuid: string): string {
  const seconds = Math.floor(now / 1000).toString(16);
  const hex = uuid.replaceAll('-', '');
  return `Root=1-${seconds}-${hex.slice(0, 24)};Parent=${hex.slice(16)};Sampled=0`;
}
