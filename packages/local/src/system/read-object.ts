import type { Foundation } from '#local/system/services.ts';

/** An object's bytes, for CloudFormation. Whether its caller may read it was asked before. Rejects with S3's error. */
export const objectReader =
  ({ clients, credentials }: Pick<Foundation, 'clients' | 'credentials'>) =>
  async (Bucket: string, Key: string, VersionId?: string): Promise<Uint8Array> => {
    const { GetObjectCommand } = await import('@aws-sdk/client-s3');
    const client = await clients.get('s3', credentials.developer);
    const { Body } = await client.send(
      new GetObjectCommand({ Bucket, Key, ...(VersionId !== undefined && { VersionId }) }),
    );
    return (await Body?.transformToByteArray()) ?? new Uint8Array();
  };
