import { useState } from 'preact/hooks';
import { tell } from '../../frame/ask.ts';
import { Act } from '../../kit/act.tsx';
import { TextArea, TextField } from '../../kit/field.tsx';

/** Form that publishes a message; its attributes are what filter policies look at. */
export function Publish({ arn, isFifo }: { readonly arn: string; readonly isFifo: boolean }) {
  const [message, setMessage] = useState('');
  const [subject, setSubject] = useState('');
  const [attributes, setAttributes] = useState('{}');
  const [group, setGroup] = useState('');
  const publish = async () => {
    const published = {
      message,
      attributes: parsed(attributes),
      ...(subject !== '' && { subject }),
      ...(isFifo && { group }),
    };
    const { MessageId } = await tell<{ MessageId: string }>(`topic/publish?of=${encodeURIComponent(arn)}`, published);
    return `${MessageId} is published.`;
  };
  return (
    <fieldset class="form">
      <legend>Publish</legend>
      <TextField label="Subject, if it shall have one" value={subject} set={setSubject} />
      <TextArea label="Message" value={message} rows={4} set={setMessage} />
      <TextArea
        label='Attributes, JSON: strings, numbers, and lists, such as {"status": "READY"}'
        value={attributes}
        rows={3}
        set={setAttributes}
      />
      {isFifo && <TextField label="Message group" value={group} set={setGroup} />}
      <Act kind="main" run={publish}>
        Publish
      </Act>
    </fieldset>
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('The attributes are no JSON.');
  }
}
