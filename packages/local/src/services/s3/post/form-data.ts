import { AwsError } from '#gateway/aws-error.ts';

/** A form whose last part is a file: what comes after the file is not read. */
export interface UploadForm {
  /** Names in lower case. */
  readonly fields: Readonly<Record<string, string>>;
  readonly fileName: string;
  readonly file: AsyncIterable<Buffer>;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTForms.html */
const MOST_FIELD_BYTES = 20_000;

const HEAD_END = Buffer.from('\r\n\r\n');

/** Reads `multipart/form-data` up to the file, which is then read as a stream; throws `MalformedPOSTRequest`. */
export async function readUploadForm(contentType: string, body: AsyncIterable<Buffer>): Promise<UploadForm> {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType)?.slice(1).find(Boolean);
  if (!/^multipart\/form-data/i.test(contentType) || boundary === undefined) throw malformed();
  const reader = new PartReader(body);
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  reader.unread(Buffer.from('\r\n'));
  await reader.until(delimiter, MOST_FIELD_BYTES);
  const fields = new Map<string, string>();
  let size = 0;
  for (;;) {
    const head = (await reader.until(HEAD_END, MOST_FIELD_BYTES)).toString('utf8');
    const name = /\bname="([^"]*)"/i.exec(head)?.[1]?.toLowerCase();
    if (name === undefined) throw malformed();
    if (name === 'file')
      return { fields: Object.fromEntries(fields), fileName: fileName(head), file: reader.stream(delimiter) };
    const value = (await reader.until(delimiter, MOST_FIELD_BYTES)).toString('utf8');
    size += name.length + value.length;
    if (size > MOST_FIELD_BYTES)
      throw new AwsError(
        'MaxPostPreDataLengthExceeded',
        'Your POST request fields preceding the upload file were too large.',
      );
    fields.set(name, value);
  }
}

/** Browsers that send a path mean its last part. */
const fileName = (head: string) => /\bfilename="([^"]*)"/i.exec(head)?.[1]?.split(/[/\\]/).at(-1) ?? '';

const malformed = () =>
  new AwsError('MalformedPOSTRequest', 'The body of your POST request is not well-formed multipart/form-data.');

/** Bytes of a stream, cut where a delimiter stands. */
class PartReader {
  readonly #source: AsyncIterator<Buffer>;
  #held: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  unread(data: Buffer): void {
    this.#held = Buffer.concat([data, this.#held]);
  }

  /** Everything before the delimiter, which is taken too. */
  async until(delimiter: Buffer, most: number): Promise<Buffer> {
    for (;;) {
      const at = this.#held.indexOf(delimiter);
      if (at >= 0) return this.#take(at, delimiter.length);
      if (this.#held.length > most || !(await this.#more())) throw malformed();
    }
  }

  /** The same as a stream: holds back only what may be the beginning of the delimiter. */
  async *stream(delimiter: Buffer): AsyncGenerator<Buffer> {
    for (;;) {
      const at = this.#held.indexOf(delimiter);
      if (at >= 0) {
        if (at > 0) yield this.#take(at, delimiter.length);
        return;
      }
      const safe = this.#held.length - delimiter.length;
      if (safe > 0) yield this.#take(safe, 0);
      if (!(await this.#more())) throw malformed();
    }
  }

  #take(length: number, skip: number): Buffer {
    const taken = this.#held.subarray(0, length);
    this.#held = this.#held.subarray(length + skip);
    return taken;
  }

  async #more(): Promise<boolean> {
    const next = await this.#source.next();
    if (next.done) return false;
    this.#held = this.#held.length === 0 ? next.value : Buffer.concat([this.#held, next.value]);
    return true;
  }
}
