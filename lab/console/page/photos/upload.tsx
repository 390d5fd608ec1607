import { short } from '@safelight/local/console/page/kit/format';
import { useEffect } from 'preact/hooks';
import { type Dropped, filesOf } from './dropped.ts';
import { TAKEN } from './put.ts';
import { type Sending, useUploads } from './sending.ts';

/** Lines that are shown at most; the others are counted. */
const SHOWN = 50;
const LONGEST_NAME = 80;

/** Takes photos that are chosen or dropped, folders as well. */
export function Upload() {
  const { all, take, again, dismiss } = useUploads();
  useDrop(take);
  return (
    <div class="upload">
      <Chooser id="files" text="Drop photos, or choose" isFolder={false} take={take} />
      <Chooser id="folder" text="A folder" isFolder take={take} />
      <ul id="sending" aria-label="Uploads">
        {all.slice(0, SHOWN).map((one) => (
          <Line key={one.id} one={one} again={again} dismiss={dismiss} />
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

interface LineProps extends Pick<ReturnType<typeof useUploads>, 'again' | 'dismiss'> {
  readonly one: Sending;
}

function Line({ one, again, dismiss }: LineProps) {
  const { key, share, state, why } = one;
  const isTaken = why === TAKEN;
  return (
    <li class={state}>
      <span class="name" title={key}>
        {short(key, LONGEST_NAME)}
      </span>
      {state === 'sending' && <progress value={share} max={1} aria-label={`Sending ${key}`} />}
      <span class="faint">{state === 'refused' ? why : state}</span>
      {state === 'refused' && (
        <>
          <button type="button" onClick={() => again(one, isTaken)}>
            {isTaken ? 'Replace it' : 'Try again'}
          </button>
          <button type="button" onClick={() => dismiss(one)} aria-label={`Dismiss ${key}`}>
            Dismiss
          </button>
        </>
      )}
    </li>
  );
}

const MARK = 'dropping';

/** Whatever is dropped anywhere on the page, which shows that it would be taken. */
function useDrop(take: (files: readonly Dropped[]) => void): void {
  useEffect(() => {
    const mark = (isOver: boolean) => document.body.classList.toggle(MARK, isOver);
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      mark(true);
    };
    const leave = ({ relatedTarget }: DragEvent) => relatedTarget === null && mark(false);
    const drop = (event: DragEvent) => {
      mark(false);
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      void filesOf(event.dataTransfer).then(take);
    };
    const all = { dragover: over, dragleave: leave, drop } as const;
    for (const [name, listener] of Object.entries(all)) addEventListener(name, listener as EventListener);
    return () => {
      mark(false);
      for (const [name, listener] of Object.entries(all)) removeEventListener(name, listener as EventListener);
    };
  }, [take]);
}
