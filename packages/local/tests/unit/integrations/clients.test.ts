import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { createClients } from '#local/clients.ts';
import { fakeService, KEYS } from './fake-service.ts';

const OTHER = { accessKeyId: 'AKIAOTHER', secretAccessKey: 'secret' };

describe('clients', () => {
  const clients = createClients({ endpoint: 'http://127.0.0.1:1', region: 'us-east-1' });

  it('are made once for each service and credentials', async () => {
    const s3 = await clients.get('s3', KEYS);
    expect(await clients.get('s3', KEYS)).toBe(s3);
    expect(await clients.get('s3', { ...KEYS })).toBe(s3);
    expect(await clients.get('s3', OTHER)).not.toBe(s3);
    expect(await clients.get('s3', { ...KEYS, sessionToken: 'token' })).not.toBe(s3);
    expect(await clients.get('sqs', KEYS)).not.toBe(s3);
  });

  it('of any installed package can be loaded, and no other', async () => {
    const { client } = await clients.load('@aws-sdk/client-s3', KEYS);
    expect(client).toBe(await clients.get('s3', KEYS));
    await expect(clients.load('@aws-sdk/client-glacier', KEYS)).rejects.toThrow('@aws-sdk/client-glacier');
  });

  it('try once, signed by the given key, over connections that are kept', async () => {
    const service = await fakeService(() => ({ status: 503 }));
    const s3 = await service.clients.get('s3', KEYS);
    for (let call = 0; call < 2; call += 1) await expect(s3.send(new ListBucketsCommand({}))).rejects.toThrow();
    expect(service.seen).toHaveLength(2);
    expect(service.seen[0]?.headers).toMatchObject({ connection: 'keep-alive' });
    expect(service.seen[0]?.headers.authorization).toContain('Credential=AKIATEST/');
    service.close();
  });
});
