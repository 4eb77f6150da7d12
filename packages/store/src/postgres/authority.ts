import { X509Certificate } from 'node:crypto';

const certificate = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;

/** Says why a text is not a PEM file of authorities: the rest of a sentence that begins with the variable. */
export function authorityProblem(text: string): string | undefined {
  const found = text.match(certificate) ?? [];
  if (found.length === 0)
    return 'names a file without a certificate: it must contain -----BEGIN CERTIFICATE----- (PEM, not DER)';
  return found.every(readable) ? undefined : 'names a file with a certificate that is damaged';
}

function readable(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}

/** Codes of the errors that Node reports when it does not trust the certificate of a server. */
const distrust = new Set([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_UNTRUSTED',
  'CERT_SIGNATURE_FAILURE',
]);

interface TlsError {
  readonly code?: string | undefined;
  readonly message?: string;
}

/** Advice about an error of the driver that is due to TLS; undefined for any other error. */
export function tlsAdvice({ code = '', message = '' }: TlsError): string | undefined {
  if (distrust.has(code))
    return "set DATABASE_CA_FILE to a PEM file with the authority that signed the server's certificate";
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return 'use a host name in DATABASE_URL that the certificate of the server names';
  if (code === 'CERT_HAS_EXPIRED')
    return 'renew the certificate of the server, or the one in DATABASE_CA_FILE';
  if (/server does not support SSL/i.test(message))
    return 'turn TLS on at the server, or write sslmode=disable in DATABASE_URL and unset DATABASE_CA_FILE';
  if (/no pg_hba\.conf entry.*no encryption|SSL.*required/i.test(message))
    return 'write sslmode=verify-full in DATABASE_URL: the server demands TLS';
  return undefined;
}
