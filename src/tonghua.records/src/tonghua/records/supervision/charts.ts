/**
 * The dashboard's charts, on ECharts: drawn as SVG from @supervision, each bar opens its list.
 *
 * Colours stand with patterns and words, never alone; nothing moves; what a chart shows is in the
 * table below it, which is there for the keyboard, for readers and without scripts.
 */

import { BarChart, LineChart } from "echarts/charts";
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  TooltipComponent,
} from "echarts/components";
import { init, use } from "echarts/core";
import type { EChartsCoreOption, EChartsType } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([
  AriaComponent,
  BarChart,
  GridComponent,
  LegendComponent,
  LineChart,
  SVGRenderer,
  TooltipComponent,
]);

const OUTCOMES = ["kept", "late", "broken", "unknown"] as const;
type Outcome = (typeof OUTCOMES)[number];
type Counts = Record<Outcome, number>;
type Words = Record<Outcome | "cases" | "none", string>;

/** What @supervision answers, as far as charts show it. */
interface Answer {
  months: (Counts & { month: string; cases: number })[];
  sections: (Counts & { section: string })[];
  articles: (Counts & { article: number; label: string })[];
  rules: (Counts & { rule: string; title: string })[];
}

/** A bar: its label, its counts, and what its list is asked beside the outcome. */
interface Bar {
  label: string;
  counts: Counts;
  scope: string;
  narrower: Record<string, string>;
}

const COLOURS: Record<Outcome | "cases", string> = {
  kept: "#3f7cac",
  late: "#d98200",
  broken: "#b3261e",
  unknown: "#8a9299",
  cases: "#1b1b1b",
};
/** each outcome has a pattern of its own, also in black and white */
const PATTERNS: Record<Outcome, object> = {
  kept: { symbol: "none" },
  late: { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -Math.PI / 4 },
  broken: {
    symbol: "rect",
    dashArrayX: [
      [6, 6],
      [0, 6, 6, 0],
    ],
    dashArrayY: [6, 0],
  },
  unknown: {
    symbol: "circle",
    dashArrayX: [
      [6, 6],
      [0, 6, 6, 0],
    ],
    dashArrayY: [4, 0],
    symbolSize: 0.6,
  },
};
/** as the page's words; ECharts measures with a font's real name */
const FONT = {
  fontFamily: getComputedStyle(document.body).fontFamily,
  fontSize: 13,
  color: "#212529",
};
/** the rules that are shown as the worst */
const WORST = 12;
/** pixels: a bar with its gap, what stands around the bars, and the width of a printed A4 page */
const BAR = 28;
const AROUND = 96;
const PAPER = 680;

class Charts {
  private readonly charts = new Map<HTMLElement, EChartsType>();
  private readonly words: Words;

  constructor(
    private readonly root: HTMLElement,
    private readonly answer: Answer,
  ) {
    this.words = JSON.parse(root.dataset["words"] ?? "{}") as Words;
    for (const element of root.querySelectorAll<HTMLElement>("[data-chart]")) {
      this.draw(element, element.dataset["chart"] ?? "");
    }
    new ResizeObserver(() => this.fit()).observe(root);
    window.addEventListener("beforeprint", () => this.fit(PAPER));
    window.addEventListener("afterprint", () => this.fit());
  }

  private draw(element: HTMLElement, name: string): void {
    const bars = this.bars(name);
    if (!bars.length) {
      return;
    }
    element.hidden = false;
    const upright = name === "months";
    element.style.height = `${upright ? 320 : bars.length * BAR + AROUND}px`;
    const title = element.getAttribute("aria-label") ?? "";
    const chart = init(element, null, { renderer: "svg", locale: "ZH" });
    chart.setOption(upright ? this.months(title, bars) : this.lying(title, bars));
    chart.on("click", (event) => {
      const bar = bars[event.dataIndex];
      const series = event.seriesId as Outcome | "cases" | undefined;
      if (bar && series) {
        location.assign(this.behind(bar, series));
      }
    });
    this.charts.set(element, chart);
  }

  /** Bars with something in them; of the rules those that were not kept most often. */
  private bars(name: string): Bar[] {
    const { months, sections, articles, rules } = this.answer;
    switch (name) {
      case "months":
        return months.map((each) => ({
          label: each.month,
          counts: each,
          scope: "all",
          narrower: { from: each.month, to: each.month },
        }));
      case "sections":
        return sections.map((each) => ({
          label: each.section || this.words.none,
          counts: each,
          scope: "all",
          narrower: { section: each.section || "-" },
        }));
      case "articles":
        return articles
          .filter((each) => OUTCOMES.some((outcome) => each[outcome]))
          .map((each) => ({
            label: each.label,
            counts: each,
            scope: String(each.article),
            narrower: {},
          }));
      case "rules":
        return rules
          .filter((each) => each.late + each.broken)
          .sort((one, other) => other.late + other.broken - one.late - one.broken)
          .slice(0, WORST)
          .map((each) => ({
            label: each.title,
            counts: { ...each, kept: 0, unknown: 0 },
            scope: each.rule,
            narrower: {},
          }));
      default:
        return [];
    }
  }

  /** The address of the list behind a part of a bar. */
  private behind(bar: Bar, series: Outcome | "cases"): string {
    const query = new URLSearchParams(this.root.dataset["query"]);
    for (const [name, value] of Object.entries(bar.narrower)) {
      query.set(name, value);
    }
    query.set("figure", series === "cases" ? "cases" : `${bar.scope}:${series}`);
    return `${this.root.dataset["list"]}?${query.toString()}`;
  }

  private common(title: string): EChartsCoreOption {
    return {
      animation: false,
      textStyle: FONT,
      aria: { enabled: true, label: { description: title }, decal: { show: true } },
      tooltip: { trigger: "item", confine: true, textStyle: FONT },
      legend: { top: 0, left: 0, textStyle: FONT, itemHeight: 14 },
    };
  }

  /** The outcomes as stacked bars; those that no bar has are left out. */
  private series(bars: Bar[]): object[] {
    return OUTCOMES.filter((outcome) => bars.some((bar) => bar.counts[outcome])).map((outcome) => ({
      id: outcome,
      name: this.words[outcome],
      type: "bar",
      stack: "outcomes",
      barMaxWidth: 36,
      // nothing is no bar, not a line as thick as its border
      data: bars.map((bar) => bar.counts[outcome] || null),
      itemStyle: {
        color: COLOURS[outcome],
        decal: { color: "rgba(255, 255, 255, 0.75)", ...PATTERNS[outcome] },
        borderColor: "#fff",
        borderWidth: 0.5,
      },
    }));
  }

  private months(title: string, bars: Bar[]): EChartsCoreOption {
    return {
      ...this.common(title),
      grid: { top: 56, left: 8, right: 8, bottom: 8, containLabel: true },
      xAxis: { type: "category", data: bars.map((bar) => bar.label), axisLabel: FONT },
      yAxis: [
        { type: "value", minInterval: 1, axisLabel: FONT },
        {
          type: "value",
          minInterval: 1,
          axisLabel: FONT,
          splitLine: { show: false },
          name: this.words.cases,
          nameTextStyle: FONT,
        },
      ],
      series: [
        ...this.series(bars),
        {
          id: "cases",
          name: this.words.cases,
          type: "line",
          yAxisIndex: 1,
          symbol: "diamond",
          symbolSize: 10,
          lineStyle: { color: COLOURS.cases, width: 1.5, type: "dashed" },
          itemStyle: { color: COLOURS.cases },
          data: this.answer.months.map((each) => each.cases),
        },
      ],
    };
  }

  private lying(title: string, bars: Bar[]): EChartsCoreOption {
    return {
      ...this.common(title),
      grid: { top: 56, left: 8, right: 24, bottom: 8, containLabel: true },
      xAxis: { type: "value", minInterval: 1, axisLabel: FONT },
      yAxis: {
        type: "category",
        inverse: true,
        data: bars.map((bar) => bar.label),
        axisLabel: {
          ...FONT,
          width: this.root.clientWidth < 600 ? 110 : 220,
          overflow: "truncate",
        },
        axisTick: { show: false },
      },
      series: this.series(bars),
    };
  }

  /** Bring the charts to the width of the page, or of the paper. */
  private fit(width?: number): void {
    for (const [element, chart] of this.charts) {
      chart.resize({ width: width ?? element.clientWidth });
      // at once: paper does not wait for the next frame
      chart.getZr().flush();
    }
  }
}

/** Draw every chart of the dashboard. */
export async function draw(root: HTMLElement): Promise<void> {
  const answer = await fetch(root.dataset["json"] ?? "", {
    headers: { Accept: "application/json" },
    credentials: "same-origin",
  });
  if (!answer.ok) {
    throw new Error(`@supervision: ${answer.status}`);
  }
  new Charts(root, (await answer.json()) as Answer);
}
