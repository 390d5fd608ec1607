import { announce } from '@safelight/local/console/page/frame/announce';
import { tokenHeaders } from '@safelight/local/console/page/frame/ask';
import { useEffect, useState } from 'preact/hooks';
import { type Dropped, filesOf } from './dropped.ts';

interface Sending {
  readonly key: string;
  readonly file: File;
  /** From 0 to 1. */
  readonly share: number;
  readonly state: 'waiting' | 'sending' | 'sent' | 'refused';
  readonly why?: string;
}

/** Lines that are shown at most; the others are counted. */
const SHOWN = 50;

/** Takes photos that are chosen or dropped, folders as well, and sends one after the other: one that is refused holds up none. */
export function Upload() {
  const [all, setAll] = useState<readonly Sending[]>([]);
  const change = (key: string, next: Partial<Sending>) =>
    setAll((before) => before.map((one) => (one.key === key ? { ...one, ...next } : one)));
  const sendOne = async ({ key, file }: Dropped, replace: boolean) => {
    change(key, { state: 'sending', share: 0 });
    const why = await put(key, file, replace, (share) => change(key, { share }));
    change(key, why === undefined ? { state: 'sent', share: 1 } : { state: 'refused', why });
    return why === undefined;
  };
  const take = async (files: readonly Dropped[]) => {
    setAll(files.map((one) => ({ ...one, share: 0, state: 'waiting' })));
    let sent = 0;
    for (const one of files) if (await sendOne(one, false)) sent += 1;
    announce(sent === files.length ? `${said(sent)} sent.` : `${said(sent)} sent, ${files.length - sent} not.`);
  };
  useDrop(take);
  return (
    <div class="upload">
      <label id="drop" class="button main">
        Drop photos, or choose
        <input
          id="files"
          type="file"
          multiple
          accept="image/*"
          onChange={({ currentTarget }) => {
            const files = [...(currentTarget.files ?? [])].map((file) => ({ key: file.name, file }));
            currentTarget.value = '';
            void take(files);
          }}
        />
      </label>
      <ul id="sending" aria-label="Uploads">
        {all.slice(0, SHOWN).map((one) => (
          <Line key={one.key} one={one} replace={() => void sendOne(one, true)} />
        ))}
        {all.length > SHOWN && <li class="faint">and {all.length - SHOWN} more</li>}
      </ul>
    </div>
  );
}

const said = (n: number) => (n === 1 ? '1 photo is' : `${n} photos are`);

function Line({ one: { key, share, state, why }, replace }: { readonly one: Sending; readonly replace: () => void }) {
  return (
    <li class={state}>
      <span class="name">{key}</span>
      {state === 'sending' && <progress value={share} max={1} aria-label={`Sending ${key}`} />}
      <span class="faint">{why ?? state}</span>
      {state === 'refused' && why === TAKEN && (
        <button type="button" onClick={replace}>
          Replace it
        </button>
      )}
    </li>
  );
}

/** Whatever is dropped anywhere on the page. */
function useDrop(take: (files: readonly Dropped[]) => Promise<void>): void {
  useEffect(() => {
    const over = (event: DragEvent) => event.preventDefault();
    const drop = (event: DragEvent) => {
      event.preventDefault();
      if (event.dataTransfer) void filesOf(event.dataTransfer).then(take);
    };
    addEventListener('dragover', over);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('drop', drop);
    };
  }, []);
}

const TAKEN = 'There is a photo of this name.';

function refusalIn({ status, responseText }: XMLHttpRequest): string | undefined {
  if (status !== 200) return responseText.trim();
  return JSON.parse(responseText).isTaken ? TAKEN : undefined;
}

/** Sends one file, and tells how far it is; answers why it was refused. */
function put(key: string, file: File, replace: boolean, tell: (share: number) => void): Promise<string | undefined> {
  const request = new XMLHttpRequest();
  request.open('PUT', `/_console/upload?of=${encodeURIComponent(key)}${replace ? '&replace=yes' : ''}`);
  for (const [name, value] of Object.entries(tokenHeaders())) request.setRequestHeader(name, value);
  request.upload.addEventListener('progress', ({ loaded, total }) => tell(total === 0 ? 1 : loaded / total));
  return new Promise((resolve) => {
    request.addEventListener('load', () => resolve(refusalIn(request)));
    request.addEventListener('error', () => resolve('The system does not answer.'));
    request.send(file);
  });
}
