/**
 * Runs `done` once the work has ended. It costs one promise, where `finally` costs several, and none for a result that is
 * not a promise.
 */
export function after<T>(work: () => T | Promise<T>, done: () => void): T | Promise<T> {
  let result: T | Promise<T>;
  try {
    result = work();
  } catch (error) {
    done();
    throw error;
  }
  if (!(result instanceof Promise)) {
    done();
    return result;
  }
  return result.then(
    (value) => {
      done();
      return value;
    },
    (error: unknown) => {
      done();
      throw error;
    },
  );
}
