// Holds files against rules of ruff: "node ruff.mjs FOLDER" takes {"rules": …, "files": [PATH…]} on its input; node_modules is in
// FOLDER. With --format it writes each file anew, as ruff formats it. What is wrong is a line each, as editors read it.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const [folder, format] = process.argv.slice(2);
const { Workspace, PositionEncoding } = createRequire(`${folder}/`)("@astral-sh/ruff-wasm-nodejs");
const { rules, files } = JSON.parse(readFileSync(0, "utf8"));
const workspace = new Workspace(rules, PositionEncoding.Utf16);
for (const file of files) {
  const text = readFileSync(file, "utf8");
  if (format) {
    const formatted = workspace.format(text);
    if (formatted !== text) writeFileSync(file, formatted);
    continue;
  }
  for (const { code, message, start_location: at } of workspace.check(text)) {
    console.log(`${file}:${at.row}:${at.column}: ${code ?? "syntax"} ${message}`);
    process.exitCode = 1;
  }
}
