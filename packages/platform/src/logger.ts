import { pino } from 'pino';
import { redactKeys, redactText, redactValue } from './redact.js';
import { currentScope } from './request-context.js';

export type Logger = pino.Logger;

export interface LoggerOptions {
  service: string;
  /** A pino level: fatal, error, warn, info, debug, trace or silent. */
  level: string;
  version: string;
  /** Default: standard output, written synchronously so that nothing is lost at exit. */
  destination?: pino.DestinationStream;
}

/** Writes JSON lines with ISO times and the ids of request and task. Secrets are redacted by key and inside texts. */
export function createLogger({ service, level, version, destination }: LoggerOptions): Logger {
  const stream = destination ?? pino.destination({ dest: 1, sync: true });
  const logger = pino(
    {
      level,
      base: { service, version },
      timestamp: pino.stdTimeFunctions.isoTime,
      mixin: scopeFields,
      serializers: { err: serializeError, error: serializeError },
      formatters: { level: (label) => ({ level: label }), log: redactKeys, bindings: redactKeys },
      hooks: { streamWrite: redactText },
    },
    stream,
  );
  return withRedactedChildren(logger);
}

/** Pino applies no formatter to the bindings of a child. Children inherit `child` from their parent. */
function withRedactedChildren(logger: Logger): Logger {
  const { child } = logger;
  logger.child = function (this: Logger, bindings: pino.Bindings) {
    return child.call(this, redactKeys(bindings));
  } as Logger['child'];
  return logger;
}

function scopeFields(): Record<string, string> {
  const scope = currentScope();
  if (!scope) return {};
  return {
    request_id: scope.requestId,
    ...(scope.taskId === undefined ? {} : { task_id: scope.taskId }),
    ...(scope.taskKind === undefined ? {} : { task_kind: scope.taskKind }),
  };
}

const maxCauses = 4;

/** Takes known fields only, because libraries attach requests, headers and SQL statements with values to their errors. */
function serializeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return redactValue(error);
  const { code } = error as { code?: unknown };
  const cause = depth < maxCauses && error.cause !== undefined ? error.cause : undefined;
  return {
    type: error.name,
    message: error.message,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    stack: error.stack,
    ...(cause === undefined ? {} : { cause: serializeError(cause, depth + 1) }),
  };
}
