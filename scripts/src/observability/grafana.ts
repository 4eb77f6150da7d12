/** The data source that is provisioned beside the dashboards. */
const datasource = { type: 'prometheus', uid: 'prometheus' };
const dashboardWidth = 24;
const rowHeight = 8;

export interface Panel {
  readonly title: string;
  readonly kind: 'timeseries' | 'stat' | 'bargauge' | 'table';
  /** One of Grafana's units; `short` is plain numbers. */
  readonly unit: 's' | 'bytes' | 'percentunit' | 'reqps' | 'ops' | 'short';
  /** PromQL by its legend, in which `{{label}}` stands for the value of a label. */
  readonly queries: Readonly<Record<string, string>>;
  /** In the 24 columns of a row; 12 by default. */
  readonly width?: number;
  readonly description?: string;
  /** Yellow and red begin at these values, or end there when the second is the smaller one. */
  readonly thresholds?: readonly [warning: number, critical: number];
}

export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly panels: readonly Panel[];
}

/** Grafana's JSON model, limited to what differs from its defaults. */
export function toGrafana({ uid, title, description, panels }: Dashboard): object {
  const positions = layOut(panels);
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
    panels: panels.map((panel, index) => ({ id: index + 1, gridPos: positions[index], ...toPanel(panel) })),
  };
}

/** From left to right, with a new row where the next panel does not fit. */
function layOut(panels: readonly Panel[]): object[] {
  const at = { x: 0, y: 0 };
  return panels.map(({ width: w = 12 }) => {
    if (at.x + w > dashboardWidth) Object.assign(at, { x: 0, y: at.y + rowHeight });
    const position = { ...at, w, h: rowHeight };
    at.x += w;
    return position;
  });
}

function toPanel({ title, kind, description, queries, unit, thresholds }: Panel): object {
  const instant = kind !== 'timeseries';
  const most = kind === 'bargauge' && unit === 'percentunit' ? { max: 1 } : {};
  const range = unit === 'short' ? {} : { min: 0, ...most };
  return {
    type: kind,
    title,
    ...(description === undefined ? {} : { description }),
    datasource,
    fieldConfig: { defaults: { unit, ...range, ...colours(thresholds) }, overrides: [] },
    options: options[kind],
    targets: Object.entries(queries).map(([legendFormat, expr], index) => ({
      ...{ refId: 'ABCDEFGH'[index], datasource, expr, legendFormat, instant, range: !instant },
      ...(kind === 'table' ? { format: 'table' } : {}),
    })),
  };
}

const reduceOptions = { calcs: ['lastNotNull'], values: false };
const options: Readonly<Record<Panel['kind'], object>> = {
  timeseries: {
    legend: { showLegend: true, displayMode: 'list', placement: 'bottom', calcs: [] },
    tooltip: { mode: 'multi', sort: 'desc' },
  },
  table: { showHeader: true },
  bargauge: { reduceOptions, orientation: 'horizontal' },
  stat: { reduceOptions },
};

function colours(thresholds: Panel['thresholds']): object {
  if (!thresholds) return {};
  const [warning, critical] = thresholds;
  const [lowest, highest] = critical >= warning ? ['green', 'red'] : ['red', 'green'];
  const [first, second] = critical >= warning ? [warning, critical] : [critical, warning];
  const steps = [
    { color: lowest, value: null },
    { color: 'yellow', value: first },
    { color: highest, value: second },
  ];
  return { color: { mode: 'thresholds' }, thresholds: { mode: 'absolute', steps } };
}
