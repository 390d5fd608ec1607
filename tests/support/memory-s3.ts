import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type PutObjectCommandInput,
  S3ServiceException,
} from '@aws-sdk/client-s3';

export interface StoredObject {
  readonly bytes: Buffer;
  readonly put: Partial<PutObjectCommandInput>;
}

/** What an S3 client's `send` answers over a map of objects: the four operations that the image functions use. */
export class MemoryS3 {
  /** By `bucket/key`. */
  readonly objects = new Map<string, StoredObject>();
  /** Bytes of all bodies that were read. */
  bytesRead = 0;

  put(path: string, bytes: Buffer, put: Partial<PutObjectCommandInput> = {}): string {
    this.objects.set(path, { bytes, put });
    return etagOf(bytes);
  }

  readonly send = async (command: unknown): Promise<unknown> => {
    if (command instanceof GetObjectCommand) return this.#get(command);
    if (command instanceof ListObjectsV2Command) return this.#list(command);
    if (command instanceof PutObjectCommand) {
      const { Bucket, Key, Body, ...put } = command.input;
      if (!Buffer.isBuffer(Body)) throw new Error('Only buffers are stored here.');
      // Whoever uploads may give the memory back.
      const etag = this.put(`${Bucket}/${Key}`, Buffer.from(Body), put);
      return { ETag: `"${etag}"`, $metadata: { attempts: 1 } };
    }
    if (command instanceof DeleteObjectsCommand) {
      for (const { Key } of command.input.Delete?.Objects ?? []) this.objects.delete(`${command.input.Bucket}/${Key}`);
      return {};
    }
    throw new Error('This operation is not known here.');
  };

  #get({ input }: GetObjectCommand) {
    const found = this.objects.get(`${input.Bucket}/${input.Key}`);
    if (!found) throw s3Error('NoSuchKey', 404);
    if (input.IfMatch !== undefined && input.IfMatch !== `"${etagOf(found.bytes)}"`)
      throw s3Error('PreconditionFailed', 412);
    return {
      ContentLength: found.bytes.length,
      Metadata: found.put.Metadata ?? {},
      Body: this.#body(found.bytes),
    };
  }

  /** What is read of it is counted. */
  #body(bytes: Buffer) {
    const count = () => {
      this.bytesRead += bytes.length;
    };
    const body = new Readable({
      read() {
        count();
        this.push(bytes.length === 0 ? null : bytes);
        this.push(null);
      },
    });
    return Object.assign(body, {
      transformToString: async () => String(bytes),
      transformToWebStream: () => ({ cancel: async () => undefined }),
    });
  }

  #list({ input }: ListObjectsV2Command) {
    const start = `${input.Bucket}/${input.Prefix ?? ''}`;
    const keys = [...this.objects.keys()].filter((path) => path.startsWith(start)).sort();
    return { Contents: keys.map((path) => ({ Key: path.slice(`${input.Bucket}/`.length) })) };
  }
}

const etagOf = (bytes: Buffer): string => createHash('md5').update(bytes).digest('hex');

export const s3Error = (name: string, httpStatusCode: number): S3ServiceException =>
  new S3ServiceException({
    name,
    message: name,
    $fault: httpStatusCode < 500 ? 'client' : 'server',
    $metadata: { httpStatusCode },
  });
