import { decodePercent } from '#gateway/sigv4/encoding.ts';
import { invalid } from '#services/cloudformation/context.ts';

/**
 * The object that a template's URL names: the bucket in the path or in front of the host.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
 */
export function objectAt(url: string): { readonly bucket: string; readonly key: string } {
  const { hostname, pathname } = parsed(url);
  const path = pathname
    .slice(1)
    .split('/')
    .map((part) => decodePercent(part) ?? part);
  const hosted = /^(.+)\.s3(?:[.-][a-z0-9-]+)*\.amazonaws\.com$/.exec(hostname)?.[1];
  const [bucket = '', ...key] = hosted === undefined ? path : [hosted, ...path];
  if (bucket === '' || key.join('/') === '') throw refused();
  return { bucket, key: key.join('/') };
}

function parsed(url: string): URL {
  try {
    return new URL(url);
  } catch {
    throw refused();
  }
}

const refused = () =>
  invalid(
    'S3 error: The specified URL is not an S3 URL: TemplateURL must reference a valid S3 object to which you have access.',
  );
