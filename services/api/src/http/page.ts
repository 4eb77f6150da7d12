import type { ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { Readable } from 'node:stream';
import { dirname } from 'node:path';
import { isCodedError } from '@feed/platform/errors';
import { currentScope } from '@feed/platform/request-context';
import type { Request, RequestHandler } from 'express';
import sirv from 'sirv';
import type { AppContext } from '../context.js';
import type { Overload } from '../limits/overload.js';
import { respond, respondError, safetyHeaders } from './respond.js';

/**
 * The page runs its own scripts and talks to this api, and nothing else. In current browsers `'self'` includes WebSockets
 * of the same host.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** Names of assets contain a hash of their content. */
const forever = 'public, max-age=31536000, immutable';

/** The folder of the built page; undefined when it has not been built. */
function siteFolder(): string | undefined {
  try {
    return dirname(createRequire(import.meta.url).resolve('@feed/web/site/index.html'));
  } catch {
    return undefined;
  }
}

/**
 * Serves the page: its files, its settings, and its index for every path that a browser navigates to. Passes on all other
 * requests. Undefined when the page is off, or was not built.
 * @param built the folder to serve instead of that of @feed/web
 */
export function createPage(
  { config, logger }: Pick<AppContext, 'config' | 'logger'>,
  overload: Pick<Overload, 'check'>,
  built: string | undefined = undefined,
): RequestHandler | undefined {
  const { page } = config.http;
  if (!page.on) return undefined;
  const folder = built ?? siteFolder();
  if (folder === undefined) {
    logger.warn('the page was not built, so that browsers get none: run npm run build');
    return undefined;
  }
  const settings = pageSettings(config);
  const serveFile = createServeFile(folder);
  return (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next();
    const { path } = request;
    if (!page.console && /^\/console(\/|$)/.test(path)) return next();
    if (!isFile(path) && !isNavigation(request)) return next();
    try {
      overload.check();
    } catch (error) {
      if (!isCodedError(error)) throw error;
      return respondError(request, response, error, scopeId());
    }
    if (path === '/config.json') return respond(response, { ...settings, requestId: scopeId() });
    serveFile(request, response, next);
  };
}

const scopeId = (): string => currentScope()?.requestId ?? '';
const isFile = (path: string): boolean => /\.\w+$/.test(path);
const isNavigation = ({ headers }: Request): boolean => headers.accept?.includes('text/html') === true;

/** The settings that the page needs before a login. In production nothing of it is secret. */
function pageSettings({ http, subscriptions, version }: AppContext['config']) {
  const { demoPassword, console } = http.page;
  const demo = demoPassword === undefined ? null : { username: 'demo', password: demoPassword };
  const body = JSON.stringify({ demo, console, subscriptions, graphiql: http.graphiql, version });
  return { status: 200, type: 'application/json; charset=utf-8', body };
}

/**
 * The index has no ETag: sirv makes it from size and date, and in an image all files have one date, so that a browser would
 * keep the index of the previous release.
 */
function createServeFile(folder: string): RequestHandler {
  const compressed = { brotli: true, gzip: true, setHeaders };
  const serveAsset = sirv(folder, compressed);
  const serveIndex = sirv(folder, { ...compressed, single: true, ignores: false });
  return (request, response, next) => {
    // sirv fails on a range that ends before it begins, and no browser asks for parts of these files.
    delete request.headers.range;
    response.once('pipe', (source: Readable) => guard(source, response));
    (isFile(request.path) ? serveAsset : serveIndex)(request, response, next);
  };
}

function setHeaders(response: ServerResponse, path: string): void {
  for (let at = 0; at < safetyHeaders.length; at += 2)
    response.setHeader(safetyHeaders[at]!, safetyHeaders[at + 1]!);
  response.setHeader('cache-control', path.startsWith('/assets/') ? forever : 'no-cache');
  response.setHeader('content-security-policy', policy);
  response.setHeader('x-request-id', scopeId());
}

/** sirv neither handles errors of the file that it reads, which would end the process, nor closes it for a caller who left. */
function guard(source: Readable, response: ServerResponse): void {
  source.once('error', () => response.destroy());
  response.once('close', () => source.destroy());
}
