import type { EnvReader } from '@feed/platform/env';

const verified = 'TLS is always verified: remove it, and trust a private authority with NODE_EXTRA_CA_CERTS';

/** Reads SMTP_URL, whose parameters are options of the mailer. */
export function readSmtpUrl(reader: EnvReader, preset: { default?: string } = {}): string {
  const check = ({ hostname, searchParams }: URL): string | undefined => {
    if (hostname === '') return 'names no host';
    const rejectUnauthorized = searchParams.get('tls.rejectUnauthorized');
    if (rejectUnauthorized !== null && rejectUnauthorized !== 'true')
      return `says tls.rejectUnauthorized=false, which accepts every server: ${verified}`;
    return undefined;
  };
  return reader.url('SMTP_URL', { protocols: ['smtp:', 'smtps:'], check, ...preset });
}
