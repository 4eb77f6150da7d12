/** Forbids imports from `from` to `to`; both are a path pattern or a condition of dependency-cruiser. */
export const never = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: typeof from === 'string' ? { path: from } : from,
  to: typeof to === 'string' ? { path: to } : to,
});

/** Lets only the files in `where` import these npm packages. */
export const only = (name, packages, where, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { pathNot: where },
  to: { path: `(^|/)node_modules/(@types/)?(${packages})/` },
});
