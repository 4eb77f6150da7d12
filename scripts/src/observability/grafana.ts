/** The data source that is provisioned beside the dashboards. */
const datasource = { type: 'prometheus', uid: 'prometheus' };
const dashboardWidth = 24;
const rowHeight = 8;

export interface PanelQuery {
  readonly expr: string;
  /** With `{{label}}` for a label's value. */
  readonly legend: string;
}

export interface Panel {
  readonly title: string;
  readonly kind: 'timeseries' | 'stat' | 'bargauge' | 'table';
  /** One of Grafana's units; default: plain numbers. */
  readonly unit?: 's' | 'bytes' | 'percentunit' | 'reqps' | 'ops' | 'short';
  readonly queries: readonly PanelQuery[];
  /** Of the 24 columns of a row. */
  readonly width?: number;
  readonly description?: string;
  /** Values from which on it is yellow and red; the other way round when the second is the smaller one. */
  readonly thresholds?: readonly [warning: number, critical: number];
}

export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly panels: readonly Panel[];
}

/** Grafana's JSON model, of which only what differs from its defaults is said. */
export function toGrafana({ uid, title, description, panels }: Dashboard): object {
  const places = layOut(panels);
  return {
    uid,
    title: `feed / ${title}`,
    description,
    tags: ['feed'],
    schemaVersion: 39,
    editable: false,
    refresh: '30s',
    time: { from: 'now-1h', to: 'now' },
    timezone: 'browser',
    links: [{ type: 'dashboards', title: 'feed', tags: ['feed'], asDropdown: false, keepTime: true }],
    panels: panels.map((panel, index) => toPanel(panel, index + 1, places[index]!)),
  };
}

interface Place {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** From left to right, a new row where the next panel does not fit. */
function layOut(panels: readonly Panel[]): Place[] {
  const at = { x: 0, y: 0 };
  return panels.map(({ width: w = 12 }) => {
    if (at.x + w > dashboardWidth) Object.assign(at, { x: 0, y: at.y + rowHeight });
    const place = { ...at, w, h: rowHeight };
    at.x += w;
    return place;
  });
}

function toPanel(panel: Panel, id: number, gridPos: Place): object {
  const { title, kind, description, queries, unit = 'short', thresholds } = panel;
  const instant = kind !== 'timeseries';
  return {
    id,
    type: kind,
    title,
    ...(description === undefined ? {} : { description }),
    gridPos,
    datasource,
    fieldConfig: {
      defaults: { unit, ...range(panel), ...colours(thresholds) },
      overrides: [],
    },
    ...options(kind),
    targets: queries.map(({ expr, legend }, index) => ({
      refId: String.fromCharCode('A'.charCodeAt(0) + index),
      datasource,
      expr,
      legendFormat: legend,
      instant,
      range: !instant,
      ...(kind === 'table' ? { format: 'table' } : {}),
    })),
  };
}

function range({ kind, unit = 'short' }: Panel): object {
  if (unit === 'short') return {};
  return kind === 'bargauge' && unit === 'percentunit' ? { min: 0, max: 1 } : { min: 0 };
}

function options(kind: Panel['kind']): object {
  if (kind === 'timeseries') {
    const legend = { showLegend: true, displayMode: 'list', placement: 'bottom', calcs: [] };
    return { options: { legend, tooltip: { mode: 'multi', sort: 'desc' } } };
  }
  if (kind === 'table') return { options: { showHeader: true } };
  const reduceOptions = { calcs: ['lastNotNull'], values: false };
  return { options: { reduceOptions, ...(kind === 'bargauge' ? { orientation: 'horizontal' } : {}) } };
}

function colours(thresholds: Panel['thresholds']): object {
  if (!thresholds) return {};
  const [warning, critical] = thresholds;
  const steps =
    critical >= warning
      ? [step('green', null), step('yellow', warning), step('red', critical)]
      : [step('red', null), step('yellow', critical), step('green', warning)];
  return { color: { mode: 'thresholds' }, thresholds: { mode: 'absolute', steps } };
}

const step = (color: string, value: number | null) => ({ color, value });
