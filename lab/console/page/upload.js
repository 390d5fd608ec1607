import { byId } from './dom.js';

/** Sends files one after the other, and says how it goes. */
async function upload(files) {
  for (const [at, file] of files.entries()) {
    say(`Sending ${file.name}${files.length > 1 ? `, ${at + 1} of ${files.length}` : ''}`);
    const failure = await send(file);
    if (failure) return say(`${file.name} was not taken: ${failure}`);
  }
  say(files.length === 1 ? `${files[0].name} is sent.` : `${files.length} files are sent.`);
}

const say = (text) => {
  byId('sent').textContent = text;
};

async function send(file) {
  const headers = { 'x-darkroom-console': 'upload' };
  try {
    const url = `/_console/upload?of=${encodeURIComponent(file.name)}`;
    const response = await fetch(url, { method: 'PUT', body: file, headers });
    return response.ok ? undefined : await response.text();
  } catch (error) {
    return error.message;
  }
}

byId('files').addEventListener('change', ({ target }) => upload([...target.files]).then(() => (target.value = '')));
addEventListener('dragover', (event) => event.preventDefault());
addEventListener('drop', (event) => {
  event.preventDefault();
  upload([...event.dataTransfer.files]);
});
addEventListener('hashchange', () => say(''));
