// Three bundles: records.js, small, on every page; paper.mjs, the PDF reader, which a page loads
// where a paper is open; charts.mjs, ECharts, which the supervising office's dashboard loads. Apart,
// since records.js is a classic script as Plone's own, which cannot share chunks with a module.
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig, type Plugin } from "vite";

const root = import.meta.dirname;
const records = resolve(root, "src/tonghua.records/src/tonghua/records");
// scripts/bundles puts it in the place of the old ones when all is there
const out = resolve(records, "static/bundles.new");
const pdfjs = resolve(root, "node_modules/pdfjs-dist");

/** A module's file, named after its content so that no browser keeps an old one. */
function built(bundle: string): string {
  const found = readdirSync(out).find((name) => name.startsWith(`${bundle}-`));
  if (!found) {
    throw new Error(`${bundle}.mjs is built first: npm run build`);
  }
  return found;
}

/** The licences of what charts.mjs is made of, which go with it. */
function chartsLicences(): Plugin {
  const texts = ["echarts/LICENSE", "echarts/NOTICE", "zrender/LICENSE"].map(
    (name) => `${name}\n\n${readFileSync(resolve(root, "node_modules", name), "utf8")}`,
  );
  return {
    name: "charts-licences",
    writeBundle() {
      writeFileSync(resolve(out, "charts.LICENSE.txt"), texts.join("\n\n"));
    },
  };
}

/** pdf.js's worker, character maps and standard fonts, served by the site itself. */
function pdfParts(): Plugin {
  return {
    name: "pdf-parts",
    writeBundle() {
      for (const folder of ["cmaps", "standard_fonts"]) {
        mkdirSync(resolve(out, folder), { recursive: true });
        for (const name of readdirSync(resolve(pdfjs, folder))) {
          copyFileSync(resolve(pdfjs, folder, name), resolve(out, folder, name));
        }
      }
      writeFileSync(resolve(out, workerName), workerCode);
    },
  };
}

const workerCode = readFileSync(resolve(pdfjs, "legacy/build/pdf.worker.min.mjs"));
const workerHash = createHash("sha256").update(workerCode).digest("hex").slice(0, 8);
const workerName = `pdf.worker-${workerHash}.mjs`;

/** mode → its entry, and what comes along */
const modules: Record<string, { entry: string; plugins: () => Plugin[] }> = {
  paper: { entry: "papers/reader.ts", plugins: () => [pdfParts()] },
  charts: { entry: "supervision/charts.ts", plugins: () => [chartsLicences()] },
};

export default defineConfig(({ mode }) => {
  const module = modules[mode];
  return {
    root: records,
    mode: "production",
    publicDir: false,
    logLevel: "warn",
    plugins: module ? module.plugins() : [],
    define: {
      __WORKER__: JSON.stringify(workerName),
      __READER__: JSON.stringify(module ? "" : built("paper")),
      __CHARTS__: JSON.stringify(module ? "" : built("charts")),
      // ECharts asks which it is
      "process.env.NODE_ENV": JSON.stringify("production"),
    },
    build: {
      outDir: out,
      // the first of the three
      emptyOutDir: mode === "paper",
      target: ["chrome100", "firefox102", "safari15.4"],
      modulePreload: false,
      lib: {
        entry: resolve(records, module ? module.entry : "frontend/main.ts"),
        formats: [module ? "es" : "iife"],
        name: "tonghuaRecords",
        fileName: () => (module ? `${mode}-[hash].mjs` : "records.js"),
        cssFileName: "records",
      },
      // a library is left readable otherwise
      rolldownOptions: { output: { minify: true } },
    },
  };
});
