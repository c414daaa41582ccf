import { html, plain } from '../escape.ts';

/** Charts as inline SVG, drawn here, so that nothing runs where they are read. Every figure in them also stands as text. */
export interface Charts {
  /** One bar for a whole. The last argument says it all in words. */
  stacked(id: string, title: string, pieces: readonly Piece[], says: string): string;
  /** One line for each thing, in the order given. */
  bars(id: string, title: string, lines: readonly Bar[], nameWidth?: number): string;
  /** Lines over time; `days` are the names of the points. */
  lines(id: string, title: string, days: readonly string[], lines: readonly Line[]): string;
  /** Areas within areas. */
  map(id: string, title: string, areas: readonly Area[], says: string): string;
}

export interface Piece {
  readonly name: string;
  readonly value: number;
  /** A colour of the style sheet: `read`, `critical`, `bar` … */
  readonly fill: string;
  /** Under the bar of a whole. */
  readonly label?: string;
}
export interface Bar {
  readonly name: string;
  readonly pieces: readonly Piece[];
  /** What stands behind the bar. */
  readonly label: string;
}
export interface Line {
  readonly name: string;
  readonly values: readonly (number | null)[];
  readonly colour: string;
}
export interface Area {
  readonly name: string;
  readonly value: number;
  readonly fill: string;
  readonly inner: readonly Area[];
}

const width = 720;
const ink = 'var(--ink)';
const soft = 'var(--soft)';
const none = { show: false } as const;

/** Loaded when a page is made: it takes longer than most commands. */
export async function loadCharts(): Promise<Charts> {
  const [{ init, use }, { BarChart, LineChart, TreemapChart }, { GridComponent, LegendComponent }, { SVGRenderer }] =
    await Promise.all([
      import('echarts/core'),
      import('echarts/charts'),
      import('echarts/components'),
      import('echarts/renderers'),
    ]);
  use([BarChart, LineChart, TreemapChart, GridComponent, LegendComponent, SVGRenderer]);
  const draw = (height: number, option: object): string => {
    const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
    try {
      chart.setOption({ animation: false, textStyle: { color: ink, fontFamily: 'inherit' }, ...option });
      return cleaned(chart.renderToSVGString());
    } finally {
      chart.dispose();
    }
  };
  return {
    stacked: (id, title, pieces, says) => figure(id, title, says, wholeOf(pieces, draw), 76),
    bars(id, title, lines, nameWidth = 200) {
      const says = lines.map(({ name, label }) => `${name}: ${label}`).join('; ');
      const height = Math.max(1, lines.length) * 26 + 2;
      return figure(id, title, says, draw(height, barsOption(lines, nameWidth)), height);
    },
    lines(id, title, days, lines) {
      const last = lines.map(({ name, values }) => `${name}: ${values.map((value) => value ?? '–').join(', ')}`);
      return figure(id, title, `${days.join(', ')}. ${last.join('; ')}`, draw(240, linesOption(days, lines)), 240);
    },
    map: (id, title, areas, says) => figure(id, title, says, draw(360, mapOption(areas)), 360),
  };
}

/** What is small is often what matters: nothing is too thin to be seen. */
function wholeOf(pieces: readonly Piece[], draw: (height: number, option: object) => string): string {
  const whole = pieces.reduce((sum, { value }) => sum + value, 0);
  const least = whole / 300;
  const bar = draw(30, {
    grid: { left: 0, right: 0, top: 0, bottom: 4, containLabel: false },
    xAxis: { type: 'value', ...none, max: 'dataMax' },
    yAxis: { type: 'category', data: [''], ...none },
    series: pieces
      .filter(({ value }) => value > 0)
      .map(({ value, fill }) => ({
        ...{ type: 'bar', stack: 'whole', silent: true, clip: false, barWidth: 26 },
        data: [atLeast(value, least)],
        itemStyle: { color: colour(fill) },
      })),
  });
  const columns = width / pieces.length;
  const legend = pieces.map(({ name, fill, label = '' }, at) => {
    const left = Math.round(at * columns * 10) / 10;
    return `<rect fill="${colour(fill)}" x="${left}" y="40" width="12" height="12" rx="2"/><text x="${left + 18}" y="51">${html(name)}</text><text fill="${soft}" x="${left + 18}" y="69">${html(label)}</text>`;
  });
  return bar + legend.join('');
}

function barsOption(lines: readonly Bar[], nameWidth: number): object {
  const most = Math.max(1, ...lines.map(({ pieces }) => pieces.reduce((sum, { value }) => sum + value, 0)));
  const deep = Math.max(0, ...lines.map(({ pieces }) => pieces.length));
  return {
    grid: { left: nameWidth, right: 150, top: 0, bottom: 0, containLabel: false },
    xAxis: { type: 'value', ...none, max: most },
    yAxis: {
      type: 'category',
      inverse: true,
      data: lines.map(({ name }) => plain(name)),
      ...{ axisLine: none, axisTick: none },
      axisLabel: { color: ink, fontSize: 13, interval: 0, width: nameWidth - 12, overflow: 'truncate' },
    },
    series: Array.from({ length: deep }, (_, at) => ({
      ...{ type: 'bar', stack: 'all', silent: true, clip: false, barWidth: 16 },
      data: lines.map(({ pieces, label }) => ({
        value: atLeast(pieces[at]?.value ?? 0, most / 250),
        itemStyle: { color: colour(pieces[at]?.fill ?? 'bar'), borderRadius: 2 },
        label: {
          show: at === deep - 1,
          ...{ position: 'right', color: soft, fontSize: 13, formatter: () => plain(label) },
        },
      })),
    })),
  };
}

const atLeast = (value: number, least: number) => (value === 0 ? 0 : Math.max(value, least));

function linesOption(days: readonly string[], lines: readonly Line[]): object {
  return {
    grid: { left: 56, right: 16, top: 34, bottom: 26, containLabel: false },
    legend: { top: 0, left: 0, itemWidth: 18, itemHeight: 8, itemGap: 36, textStyle: { color: ink, fontSize: 13 } },
    xAxis: {
      type: 'category',
      data: [...days],
      axisLine: { lineStyle: { color: 'var(--line)' } },
      ...{ axisTick: none, axisLabel: { color: soft, fontSize: 12 } },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      splitLine: { lineStyle: { color: 'var(--line)' } },
      axisLabel: { color: soft, fontSize: 12 },
    },
    series: lines.map(({ name, values, colour: of }) => ({
      ...{ type: 'line', name: plain(name), silent: true, clip: false, symbol: 'circle', symbolSize: 6 },
      data: [...values],
      lineStyle: { color: colour(of), width: 2.5 },
      itemStyle: { color: colour(of) },
    })),
  };
}

function mapOption(areas: readonly Area[]): object {
  const node = ({ name, value, fill, inner }: Area): object => ({
    name: plain(name),
    value,
    itemStyle: { color: colour(fill), borderColor: inner.length > 0 ? colour(fill) : 'var(--sheet)' },
    label: { color: `var(--on-${fill})` },
    upperLabel: { color: `var(--on-${fill})` },
    ...(inner.length > 0 ? { children: inner.map(node) } : {}),
  });
  return {
    series: [
      {
        ...{ type: 'treemap', roam: false, nodeClick: false, silent: true, clip: false, sort: 'desc' },
        ...{ left: 0, right: 0, top: 0, bottom: 0, breadcrumb: none, visibleMin: 60, childrenVisibleMin: 300 },
        label: { fontSize: 12, overflow: 'truncate', position: 'insideTopLeft' },
        upperLabel: { show: true, height: 20, fontSize: 12, overflow: 'truncate' },
        itemStyle: { gapWidth: 1, borderWidth: 1 },
        data: areas.map(node),
      },
    ],
  };
}

const colour = (name: string) => `var(--${name})`;

/**
 * What is drawn without the frame around it, without style attributes (the page's own policy forbids them), hover rules
 * and addresses; text is bare where it may be, since it takes the font of the page.
 */
function cleaned(svg: string): string {
  return svg
    .replace(/^<svg[^>]*>|<\/svg>\s*$/g, '')
    .replace(/<style[\s\S]*?<\/style>|<defs[\s\S]*?<\/defs>/g, '')
    .replace(/ (?:ecmeta_\w+|class|id|clip-path|xml:space|paint-order)="[^"]*"/g, '')
    .replace(/ style="([^"]*)"/g, (_, style: string) => {
      const size = /font-size:([\d.]+)px/.exec(style)?.[1];
      const weight = /font-weight:(\w+)/.exec(style)?.[1];
      return `${size === undefined ? '' : ` font-size="${size}"`}${weight === undefined ? '' : ` font-weight="${weight}"`}`;
    })
    .replace(/<rect [^>]*fill="none"[^>]*><\/rect>/g, '')
    .replace(/<path [^>]*fill="#fff"[^>]*><\/path>\n?/g, '')
    .replace(/\n+/g, '');
}

function figure(id: string, title: string, says: string, inner: string, height: number): string {
  const [t, d] = [`c-${id}-title`, `c-${id}-says`];
  return `<figure><figcaption>${html(title)}</figcaption><svg role="img" aria-labelledby="${t} ${d}" viewBox="0 0 ${width} ${height}"><title id="${t}">${html(title)}</title><desc id="${d}">${html(says)}</desc>${inner}</svg></figure>`;
}
