// Two bundles: records.js, small, on every page; paper.mjs, the PDF reader, which a page loads
// where a paper is open. Apart, since records.js is a classic script as Plone's own, which cannot
// share chunks with a module.
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig, type Plugin } from "vite";

const root = import.meta.dirname;
const records = resolve(root, "src/tonghua.records/src/tonghua/records");
// scripts/bundles puts it in the place of the old ones when all is there
const out = resolve(records, "static/bundles.new");
const pdfjs = resolve(root, "node_modules/pdfjs-dist");

/** The reader's file, named after its content so that no browser keeps an old one. */
function reader(): string {
  const found = readdirSync(out).find((name) => /^paper-.*\.mjs$/.test(name));
  if (!found) {
    throw new Error("paper.mjs is built first: npm run build");
  }
  return found;
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

export default defineConfig(({ mode }) => {
  const paper = mode === "paper";
  return {
    root: records,
    mode: "production",
    publicDir: false,
    logLevel: "warn",
    plugins: paper ? [pdfParts()] : [],
    define: {
      __WORKER__: JSON.stringify(workerName),
      __READER__: JSON.stringify(paper ? "" : reader()),
    },
    build: {
      outDir: out,
      emptyOutDir: paper,
      target: ["chrome100", "firefox102", "safari15.4"],
      modulePreload: false,
      lib: {
        entry: resolve(records, paper ? "papers/reader.ts" : "frontend/main.ts"),
        formats: [paper ? "es" : "iife"],
        name: "tonghuaRecords",
        fileName: () => (paper ? "paper-[hash].mjs" : "records.js"),
        cssFileName: "records",
      },
    },
  };
});
