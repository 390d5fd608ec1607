import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';

type Resolve = (options: { readonly resolveVariable: (name: string) => Promise<unknown> }) => Promise<unknown>;
const load: Resolve = createRequire(import.meta.url)('../../../serverless/images/downloads-domain.cjs');
const domainOf = (settings: object) => load({ resolveVariable: async () => settings });

const downloadsDomain = 'photos.example.com';
const downloadsCertificate = 'arn:aws:acm:us-east-1:123456789012:certificate/0b1c2d3e';

it('downloads at a name of their own take TLS 1.2 or newer, by SNI', async () => {
  expect(await domainOf({ downloadsDomain, downloadsCertificate })).toEqual({
    aliases: [downloadsDomain],
    viewerCertificate: {
      AcmCertificateArn: downloadsCertificate,
      SslSupportMethod: 'sni-only',
      MinimumProtocolVersion: 'TLSv1.2_2021',
    },
  });
});

it("downloads without a name of their own have CloudFront's", async () => {
  expect(await domainOf({})).toEqual({ aliases: [], viewerCertificate: { CloudFrontDefaultCertificate: true } });
});

describe('a mistake in the settings is one line', () => {
  it.each([
    ['no certificate', { downloadsDomain }, 'needs a downloadsCertificate'],
    ['no domain', { downloadsCertificate }, 'downloadsDomain is a name'],
    ['an address', { downloadsDomain: 'https://photos.example.com/', downloadsCertificate }, 'is a name such as'],
    [
      'a certificate of another region',
      { downloadsDomain, downloadsCertificate: downloadsCertificate.replace('us-east-1', 'eu-central-1') },
      'ACM in us-east-1',
    ],
  ])('%s', async (_name, settings, message) => {
    await expect(domainOf(settings)).rejects.toThrow(message);
  });
});
