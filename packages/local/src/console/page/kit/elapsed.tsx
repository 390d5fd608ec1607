import { useEffect, useState } from 'preact/hooks';
import { duration } from './format.ts';

/** How long something took, or takes so far. */
export function Elapsed({ from, to }: { readonly from: string | number; readonly to: string | number | undefined }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    if (to !== undefined) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [to]);
  const begun = new Date(from).getTime();
  if (to !== undefined) return <>{duration(new Date(to).getTime() - begun)}</>;
  return <>running for {duration(Math.max(0, Math.floor((now - begun) / 1_000) * 1_000))}</>;
}
