const CERTIFICATE = /^arn:aws[\w-]*:acm:us-east-1:\d{12}:certificate\/[\w-]+$/;
const DOMAIN = /^(?=.{1,253}$)(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/;

/**
 * By which name viewers reach the downloads, and the certificate that proves it, from the stage's settings. Without a name of its
 * own a distribution has CloudFront's certificate, and takes whatever TLS CloudFront takes.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-viewercertificate.html
 */
module.exports = async ({ resolveVariable }) => {
  const { downloadsDomain: domain, downloadsCertificate: certificate } = await resolveVariable('self:custom.settings');
  if (domain === undefined && certificate === undefined) {
    return { aliases: [], viewerCertificate: { CloudFrontDefaultCertificate: true } };
  }
  if (typeof domain !== 'string' || !DOMAIN.test(domain)) {
    throw new Error(
      'serverless/stages.yml: downloadsDomain is a name such as photos.example.com, and set with downloadsCertificate.',
    );
  }
  if (typeof certificate !== 'string' || !CERTIFICATE.test(certificate)) {
    throw new Error(
      'serverless/stages.yml: downloadsDomain needs a downloadsCertificate: the ARN of one of ACM in us-east-1.',
    );
  }
  return {
    aliases: [domain],
    viewerCertificate: {
      AcmCertificateArn: certificate,
      SslSupportMethod: 'sni-only',
      MinimumProtocolVersion: 'TLSv1.2_2021',
    },
  };
};
