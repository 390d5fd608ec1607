import { useEffect, useState } from 'preact/hooks';
import { tell } from '../frame/ask.ts';
import type { Diagnostic, MachineAnswer } from './answers.ts';

/** So long nobody types. */
const QUIET_MS = 400;

/** What is said of a definition that is being written, once nothing more is typed. */
export function useDiagnostics(definition: string, type: MachineAnswer['type']): readonly Diagnostic[] {
  const [all, show] = useState<readonly Diagnostic[]>([]);
  useEffect(() => {
    let isWanted = true;
    const timer = setTimeout(async () => {
      const found = await tell<readonly Diagnostic[]>('machine/validate', { definition, type }).catch(() => []);
      if (isWanted) show(found);
    }, QUIET_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [definition, type]);
  return all;
}
