import { useState } from 'preact/hooks';
import { Start } from '../execution/start.tsx';
import { hrefTo } from '../frame/address.ts';
import { tell } from '../frame/ask.ts';
import { Act } from '../kit/act.tsx';
import type { FileAnswer, MachineAnswer } from './answers.ts';
import { Diagnostics } from './diagnostics.tsx';

interface MachineHeadProps {
  readonly answer: MachineAnswer;
  readonly file: FileAnswer | undefined;
  readonly comment: string | undefined;
  readonly isEditing: boolean;
  readonly toggle: () => void;
}

/** What a state machine is, what is said of its definition, and what can be done with it. */
export function MachineHead({ answer, file, comment, isEditing, toggle }: MachineHeadProps) {
  const { name, stateMachineArn, type, roleArn, diagnostics } = answer;
  const [isStarting, setStarting] = useState(false);
  const remove = async () => {
    await tell(`machine?of=${encodeURIComponent(stateMachineArn)}`, {}, 'DELETE');
    location.hash = hrefTo('machines');
    return `${name} is deleted.`;
  };
  return (
    <header class="title">
      <p class="faint">
        <a href={hrefTo('machines')}>State machines</a>
      </p>
      <div class="line">
        <h1>{name}</h1>
        <div class="actions">
          <a class="button" href={hrefTo('executions', [], { machine: stateMachineArn })}>
            Executions
          </a>
          <button type="button" aria-pressed={isEditing} onClick={toggle}>
            Edit a copy
          </button>
          {name.endsWith('-scratch') && (
            <Act kind="danger" sure="Delete this copy?" run={remove}>
              Delete
            </Act>
          )}
          <button type="button" aria-expanded={isStarting} onClick={() => setStarting(!isStarting)}>
            Start new
          </button>
        </div>
      </div>
      <p class="facts">
        <span>{type === 'EXPRESS' ? 'Express' : 'Standard'}</span>
        <span>runs as {roleArn.split('/').at(-1)}</span>
        {file && <span>from {file.path}</span>}
      </p>
      {comment !== undefined && <p>{comment}</p>}
      {isStarting && <Start machine={stateMachineArn} type={type} input="{}" />}
      {!isEditing && !file?.changed && <Diagnostics all={diagnostics} go={toggle} />}
    </header>
  );
}
