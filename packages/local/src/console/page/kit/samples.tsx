import type { Sample } from '#local/console/extension.ts';
import { useAsked } from '../frame/use-asked.ts';
import { Choice } from './field.tsx';

interface SampleChoiceProps {
  readonly take: (text: string) => void;
  /** Name of a state machine: only what starts it is offered. */
  readonly machine?: string;
}

/** Choice of a sample, where the application has any. */
export function SampleChoice({ take, machine }: SampleChoiceProps) {
  const { value = [] } = useAsked<readonly Sample[]>('samples');
  const offered = value.filter(({ starts }) => machine === undefined || starts.some((name) => machine.endsWith(name)));
  if (offered.length === 0) return null;
  const options = offered.map(({ name }) => [name, name] as const);
  return (
    <Choice
      label="Take a sample"
      value=""
      options={[['', 'none'], ...options]}
      set={(name) => take(offered.find((one) => one.name === name)?.text ?? '{}')}
    />
  );
}
