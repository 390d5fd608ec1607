export const bytes = (n) => {
  if (n < 1e3) return `${n} B`;
  return n < 1e6 ? `${(n / 1e3).toFixed(n < 1e4 ? 1 : 0)} kB` : `${(n / 1e6).toFixed(1)} MB`;
};

/** Milliseconds; empty while it is not known. */
export function duration(ms) {
  if (Number.isNaN(ms)) return '';
  if (ms < 1_000) return `${ms} ms`;
  return ms < 60_000
    ? `${(ms / 1e3).toFixed(1)} s`
    : `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1e3)} s`;
}

export const time = (date) => (date ? new Date(date).toLocaleTimeString() : '');

/** `photos-dev-order-processing` of an execution's ARN. */
export const machineOf = (executionArn) => executionArn.split(':')[6] ?? '';

/** SUCCEEDED, NEEDS_ATTENTION … as a person writes it. */
export const words = (status) => status.toLowerCase().replaceAll('_', ' ');
