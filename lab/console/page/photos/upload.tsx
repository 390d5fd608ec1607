import { useEffect, useRef } from 'preact/hooks';
import { type Dropped, filesOf } from './dropped.ts';
import { TAKEN } from './put.ts';
import { type Sending, useUploads } from './sending.ts';

/** Lines that are shown at most; the others are counted. */
const SHOWN = 50;

/** Takes photos that are chosen or dropped, folders as well. */
export function Upload() {
  const { all, take, replace } = useUploads();
  useDrop(take);
  return (
    <div class="upload">
      <Chooser id="files" text="Drop photos, or choose" isFolder={false} take={take} />
      <Chooser id="folder" text="A folder" isFolder take={take} />
      <ul id="sending" aria-label="Uploads">
        {all.slice(0, SHOWN).map((one) => (
          <Line key={one.id} one={one} replace={() => replace(one)} />
        ))}
        {all.length > SHOWN && <li class="faint">and {all.length - SHOWN} more</li>}
      </ul>
    </div>
  );
}

interface ChooserProps {
  readonly id: string;
  readonly text: string;
  readonly isFolder: boolean;
  readonly take: (files: readonly Dropped[]) => void;
}

/** Photos of a folder are named by their way from it, as those that are dropped. */
const Chooser = ({ id, text, isFolder, take }: ChooserProps) => (
  <label class={`button chooser ${isFolder ? '' : 'main'}`}>
    {text}
    <input
      id={id}
      type="file"
      multiple
      ref={(field) => {
        if (field) field.webkitdirectory = isFolder;
      }}
      accept="image/*"
      onChange={({ currentTarget }) => {
        const files = [...(currentTarget.files ?? [])];
        currentTarget.value = '';
        take(files.map((file) => ({ key: file.webkitRelativePath || file.name, file })));
      }}
    />
  </label>
);

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
function useDrop(take: (files: readonly Dropped[]) => void): void {
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    const over = (event: DragEvent) => event.preventDefault();
    const drop = (event: DragEvent) => {
      event.preventDefault();
      if (event.dataTransfer) void filesOf(event.dataTransfer).then((files) => latest.current(files));
    };
    addEventListener('dragover', over);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('drop', drop);
    };
  }, []);
}
