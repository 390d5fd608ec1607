import { useState } from 'preact/hooks';
import { tell } from '../../frame/ask.ts';
import { Act } from '../../kit/act.tsx';
import { TextArea, TextField } from '../../kit/field.tsx';

/** Form that sends a message. */
export function Send({ url, isFifo }: { readonly url: string; readonly isFifo: boolean }) {
  const [body, setBody] = useState('{}');
  const [group, setGroup] = useState('');
  const send = async () => {
    const sent = { body, ...(isFifo && { group }) };
    const { MessageId } = await tell<{ MessageId: string }>(`queue/send?of=${encodeURIComponent(url)}`, sent);
    return `${MessageId} is sent.`;
  };
  return (
    <details>
      <summary>Send a message</summary>
      <div class="form">
        <TextArea label="Message" value={body} rows={5} set={setBody} />
        {isFifo && <TextField label="Message group" value={group} set={setGroup} />}
        <Act kind="main" run={send}>
          Send
        </Act>
      </div>
    </details>
  );
}
