import { type Agent, type IncomingHttpHeaders, request } from 'node:http';

export interface RawRequest {
  method: string;
  /** Sent as it is, percent-encoded or not. */
  path: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** The address to connect from. */
  localAddress?: string;
}

export interface RawResponse {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** Sends a request that a friendlier client would encode or refuse. */
export function sendRaw(url: string, { body, ...options }: RawRequest, agent?: Agent): Promise<RawResponse> {
  return new Promise((resolve, reject) => {
    const call = request(url, { ...options, ...(agent && { agent }) }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const { statusCode = 0, headers } = response;
        resolve({ status: statusCode, headers, text: Buffer.concat(chunks).toString('utf8') });
      });
    });
    call.on('error', reject);
    // Together with a body that is text, Node would send the head in UTF-8 too.
    call.end(body === undefined ? undefined : Buffer.from(body));
  });
}
