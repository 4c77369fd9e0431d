// Puts the browser's libraries and their licences into the folder that is named: one module each, as the pages' own scripts import them.
import { build } from "esbuild";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const target = process.argv[2];
const require = createRequire(import.meta.url);

const XTERM = ["@xterm/xterm", "@xterm/addon-fit", "@xterm/addon-unicode11"];
const BCRYPT = ["bcrypt-pbkdf", "tweetnacl"];

// The pages' policy allows no style element and no style attribute. What xterm writes there goes to
// adopted style sheets and to the style object, which it allows. A version with other text stops the build.
const REPLACEMENTS = [
  [/\b(?:this\._document|\w+\.mainDocument)\.createElement\("style"\)/g, "globalThis.posternStyle()", 3],
  [/(\w+)\.setAttribute\("style",(`[^`]*`)\)/g, "$1.style.cssText=$2", 1],
];

const STYLE = `
globalThis.posternStyle = () => {
  const sheet = new CSSStyleSheet();
  const holder = document.createElement("template");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  Object.defineProperty(holder, "textContent", { set: (text) => sheet.replaceSync(text) });
  holder.remove = () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    Element.prototype.remove.call(holder);
  };
  return holder;
};
`;

const underThePolicy = {
  name: "under-the-policy",
  setup(bundling) {
    bundling.onLoad({ filter: /xterm\.mjs$/ }, async ({ path }) => {
      let contents = await readFile(path, "utf8");
      for (const [pattern, replacement, count] of REPLACEMENTS) {
        const found = contents.match(pattern)?.length ?? 0;
        if (found !== count) throw new Error(`${path} has ${pattern} ${found} times, not ${count}: look at how it writes styles`);
        contents = contents.replace(pattern, replacement);
      }
      return { contents: STYLE + contents };
    });
  },
};

async function bundle(name, source) {
  await build({
    stdin: { contents: source, resolveDir: dirname(new URL(import.meta.url).pathname) },
    outfile: join(target, `${name}.js`),
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    legalComments: "none",
    logLevel: "warning",
    plugins: [underThePolicy],
    define: { "process.env.NODE_ENV": '"production"' },
    // tweetnacl looks for Node's own random numbers; the browser's are found first.
    external: ["crypto"],
  });
}

async function licences(name, packages) {
  const texts = await Promise.all(
    packages.map(async (library) => {
      const folder = join(dirname(new URL(import.meta.url).pathname), "node_modules", library);
      const { version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
      return `${library} ${version}\n\n${await readFile(join(folder, "LICENSE"), "utf8")}`;
    }),
  );
  await writeFile(join(target, `${name}.LICENSE.txt`), texts.join("\n----\n\n"));
}

await mkdir(target, { recursive: true });
await bundle(
  "xterm",
  `export { Terminal } from "@xterm/xterm";
   export { FitAddon } from "@xterm/addon-fit";
   export { Unicode11Addon } from "@xterm/addon-unicode11";`,
);
await writeFile(join(target, "xterm.css"), await readFile(require.resolve("@xterm/xterm/css/xterm.css")));
await licences("xterm", XTERM);
await bundle("bcrypt-pbkdf", `export { pbkdf } from "bcrypt-pbkdf";`);
await licences("bcrypt-pbkdf", BCRYPT);
