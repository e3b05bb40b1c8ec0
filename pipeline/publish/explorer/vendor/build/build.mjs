// Rebuilds the vendored libraries from npm, with their licences and checksums: `make vendor`.
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

// Run where package.json, the entries and node_modules lie; the argument is the folder to write.
const [modules, target] = ["node_modules", process.argv[2]];
const bundles = [
  { name: "cytoscape.js", entry: "graph.js" },
  { name: "codemirror.js", entry: "editor.js", globalName: "CodeMirror" },
  { name: "oxigraph.js", entry: "sparql.js", globalName: "oxigraph", define: { "import.meta.url": '""' } },
];

/** The package that a bundled file belongs to: its name, as in node_modules. */
function packageOf(path) {
  const parts = path.slice(path.lastIndexOf("node_modules/") + 13).split("/");
  return parts[0].startsWith("@") ? parts.slice(0, 2).join("/") : parts[0];
}

function digest(file) {
  return createHash("sha256").update(readFileSync(join(target, file))).digest("hex");
}

const files = [];
for (const { name, entry, ...options } of bundles) {
  const result = await build({
    entryPoints: [entry],
    outfile: join(target, name),
    bundle: true, minify: true, format: "iife", target: "es2022", charset: "utf8",
    legalComments: "none", metafile: true, logLevel: "error",
    ...options,
  });
  const [output] = Object.values(result.metafile.outputs);
  const inside = Object.entries(output.inputs).filter(([path, { bytesInOutput }]) => bytesInOutput > 0 && path.includes("node_modules/"));
  files.push({ name, packages: [...new Set(inside.map(([path]) => packageOf(path)))].sort() });
}
copyFileSync(join(modules, "oxigraph/web_bg.wasm"), join(target, "oxigraph.wasm"));
files.push({ name: "oxigraph.wasm", packages: ["oxigraph"] });

const used = [...new Set(files.flatMap(({ packages }) => packages))].sort();
mkdirSync(join(target, "licences"), { recursive: true });
const lines = ["# Written by build/build.mjs (`make vendor`): what stands in this folder, and from which packages of npm."];
for (const { name, packages } of files) {
  lines.push("", "[[file]]", `name = "${name}"`, `sha256 = "${digest(name)}"`, `packages = [${packages.map((one) => `"${one}"`).join(", ")}]`);
}
for (const name of used) {
  const about = JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8"));
  const stem = name.replace("@", "").replace("/", "-");
  const own = readdirSync(join(modules, name)).find((file) => /^licen[cs]e/i.test(file));
  // A package that ships no licence text has it beside this script, with where it is from.
  copyFileSync(own ? join(modules, name, own) : `${stem}.txt`, join(target, "licences", `${stem}.txt`));
  lines.push("", "[[package]]", `name = "${name}"`, `version = "${about.version}"`, `licence = "${about.license}"`, `text = "licences/${stem}.txt"`);
}
writeFileSync(join(target, "vendor.toml"), lines.join("\n") + "\n");
