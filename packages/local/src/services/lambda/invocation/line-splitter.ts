import { StringDecoder } from 'node:string_decoder';

/** Cuts output into lines, however it arrives. Carriage returns stand for the line breaks within one message. */
export function createLineSplitter(onLine: (line: string) => void): (chunk: Buffer) => void {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  return (chunk) => {
    const lines = (rest + decoder.write(chunk)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line.replaceAll('\r', '\n'));
  };
}
