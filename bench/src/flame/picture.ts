import type { Frame, Source } from './graph.js';

const colours: Readonly<Record<Source, string>> = {
  ours: '#f4a259',
  graphql: '#e58fb1',
  http: '#8cb369',
  stores: '#5b9bd5',
  node: '#c9c9c9',
  native: '#e6e6e6',
};

const names: Readonly<Record<Source, string>> = {
  ours: 'this product',
  graphql: 'graphql',
  http: 'express',
  stores: 'pg, redis',
  node: 'node and other packages',
  native: 'V8, system calls',
};

const width = 1200;
const rowHeight = 18;
/** In pixels; what is narrower is left out. */
const narrowest = 2;
const legendHeight = 30;
const charWidth = 6.6;

/** A flame graph as SVG: callers are above what they call, and widths are processor time. */
export function picture(all: Frame, title: string): string {
  const boxes: string[] = [];
  const depth = draw(boxes, all, 0, 0, all.total);
  const height = legendHeight + (depth + 1) * rowHeight + 10;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="monospace" font-size="11">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...legend(),
    ...boxes,
    '</svg>\n',
  ].join('\n');
}

function legend(): string[] {
  let x = 4;
  return (Object.keys(colours) as Source[]).flatMap((source) => {
    const label = names[source];
    const parts = [
      `<rect x="${x}" y="8" width="12" height="12" fill="${colours[source]}"/>`,
      `<text x="${x + 16}" y="18">${label}</text>`,
    ];
    x += 32 + label.length * charWidth;
    return parts;
  });
}

/** @returns how many rows below this one are drawn */
function draw(boxes: string[], frame: Frame, x: number, row: number, total: number): number {
  const own = (frame.total / total) * width;
  if (own < narrowest) return row - 1;
  boxes.push(box(frame, x, row, own, total));
  let [at, deepest] = [x, row];
  const callees = [...frame.callees.values()].sort((one, other) => other.total - one.total);
  for (const callee of callees) {
    deepest = Math.max(deepest, draw(boxes, callee, at, row + 1, total));
    at += (callee.total / total) * width;
  }
  return deepest;
}

function box(
  { name, source, total: own }: Frame,
  x: number,
  row: number,
  size: number,
  total: number,
): string {
  const y = legendHeight + row * rowHeight;
  const share = `${((100 * own) / total).toFixed(1)} %`;
  const fits = Math.floor((size - 4) / charWidth);
  const label = fits < 3 ? '' : escaped(name.slice(0, fits));
  return (
    `<g><title>${escaped(name)} ${share}</title>` +
    `<rect x="${x.toFixed(1)}" y="${y}" width="${Math.max(size - 0.5, 0.5).toFixed(1)}" height="${rowHeight - 1}" fill="${colours[source]}"/>` +
    `<text x="${(x + 3).toFixed(1)}" y="${y + 12}">${label}</text></g>`
  );
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
