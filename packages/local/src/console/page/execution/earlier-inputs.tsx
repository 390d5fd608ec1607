import type { ExecutionsAnswer } from '../executions/answers.ts';
import { announce } from '../frame/announce.tsx';
import { ask, sentenceOf } from '../frame/ask.ts';
import { useAsked } from '../frame/use-asked.ts';
import { Choice } from '../kit/field.tsx';
import { time } from '../kit/format.ts';

interface EarlierInputsProps {
  readonly machine: string;
  readonly take: (input: string) => void;
}

/** Choice of the input of one of the latest executions of a machine. */
export function EarlierInputs({ machine, take }: EarlierInputsProps) {
  const { value } = useAsked<ExecutionsAnswer>(`executions?machine=${encodeURIComponent(machine)}`);
  const rows = value?.rows ?? [];
  if (rows.length === 0) return null;
  const options = rows.map(
    ({ executionArn, subject, name, startDate }) => [executionArn, `${subject ?? name}, ${time(startDate)}`] as const,
  );
  const choose = async (executionArn: string) => {
    if (executionArn === '') return;
    try {
      take(await ask<string>(`execution/input?of=${encodeURIComponent(executionArn)}`));
    } catch (error) {
      announce(sentenceOf(error));
    }
  };
  return <Choice label="Take an earlier input" value="" options={[['', 'none'], ...options]} set={choose} />;
}
