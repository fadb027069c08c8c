import { readFileSync } from "node:fs";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Gathers the icons named in src/icons.txt into one SVG sprite. */
function iconSprite(): Plugin {
  return {
    name: "icon-sprite",
    apply: "build",
    buildStart() {
      const names = readFileSync(here("src/icons.txt"), "utf8").split(/\s+/).filter(Boolean);
      const symbols = names.map((name) => {
        const file = here(`node_modules/@tabler/icons/icons/outline/${name}.svg`);
        const paths = readFileSync(file, "utf8").match(/<path[^>]*\/>/g) ?? [];
        const drawn = paths.filter((path) => !path.includes('d="M0 0h24v24H0z"'));
        return `<symbol id="${name}" viewBox="0 0 24 24">${drawn.join("")}</symbol>`;
      });
      const source = `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`;
      this.emitFile({ type: "asset", name: "icons.svg", originalFileName: "icons.svg", source });
    },
  };
}

/** Writes a .gz and a .br beside each large text file, so that the server never compresses. */
function compressed(): Plugin {
  const textual = new Set([".js", ".css", ".svg"]);
  return {
    name: "compressed",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        for (const file of Object.values(bundle)) {
          if (!textual.has(extname(file.fileName))) continue;
          const bytes = Buffer.from(file.type === "chunk" ? file.code : file.source);
          if (bytes.length < 1400) continue;
          const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
          const emit = (end: string, source: Buffer) =>
            this.emitFile({ type: "asset", fileName: file.fileName + end, source });
          emit(".gz", gzipSync(bytes));
          emit(".br", brotliCompressSync(bytes, { params }));
        }
      },
    },
  };
}

export default defineConfig({
  base: "/static/dist/",
  plugins: [iconSprite(), compressed()],
  worker: { format: "es" },
  build: {
    outDir: here("../src/comarca/ui/static/dist"),
    emptyOutDir: true,
    manifest: "manifest.json",
    target: "es2022",
    chunkSizeWarningLimit: 1500,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      checks: { eval: false, pluginTimings: false },
      input: {
        app: here("src/app/main.ts"),
        place: here("src/place/main.ts"),
        map: here("src/map/main.ts"),
        calendar: here("src/calendar/main.ts"),
        report: here("src/report/main.ts"),
        week: here("src/week/main.ts"),
        board: here("src/board/main.ts"),
        day: here("src/day/main.ts"),
        worker: here("src/day/worker.ts"),
      },
    },
  },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
});
