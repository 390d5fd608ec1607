import { tokenHeaders } from '@safelight/local/console/page/frame/ask';

/** Why a file is not sent of whose name there is a photo. */
export const TAKEN = 'There is a photo of this name.';

/** Sends one file, and tells how far it is; answers why it was refused. */
export function put(
  key: string,
  file: File,
  isReplacing: boolean,
  tell: (share: number) => void,
): Promise<string | undefined> {
  const request = new XMLHttpRequest();
  request.open('PUT', `/_console/upload?of=${encodeURIComponent(key)}${isReplacing ? '&replace=yes' : ''}`);
  for (const [name, value] of Object.entries(tokenHeaders())) request.setRequestHeader(name, value);
  request.upload.addEventListener('progress', ({ loaded, total }) => tell(total === 0 ? 1 : loaded / total));
  return new Promise((resolve) => {
    request.addEventListener('load', () => resolve(refusalIn(request)));
    request.addEventListener('error', () => resolve('The system does not answer.'));
    request.send(file);
  });
}

function refusalIn({ status, responseText }: XMLHttpRequest): string | undefined {
  if (status !== 200) return responseText.trim();
  const { isTaken, refused }: { readonly isTaken?: boolean; readonly refused?: string } = JSON.parse(responseText);
  return isTaken ? TAKEN : refused;
}
