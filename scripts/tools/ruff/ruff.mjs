// Holds files against rules of ruff: "node ruff.mjs FOLDER [--fix]" takes {"rules": …, "files": [PATH…]} on its input; node_modules is
// in FOLDER. What is wrong is a line each, as editors read it. With --fix it first fixes what ruff can.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const [folder, fix] = process.argv.slice(2);
const { Workspace, PositionEncoding } = createRequire(`${folder}/`)("@astral-sh/ruff-wasm-nodejs");
const { rules, files } = JSON.parse(readFileSync(0, "utf8"));
const workspace = new Workspace(rules, PositionEncoding.Utf16);

function fixed(text) {
  // Fixes may overlap, and one may make another possible.
  for (let round = 0; round < 100; round++) {
    const found = workspace.check(text).find((each) => each.fix);
    if (!found) return text;
    const lines = text.split("\n");
    const at = ({ row, column }) => lines.slice(0, row - 1).reduce((sum, line) => sum + line.length + 1, 0) + column - 1;
    for (const { content, location, end_location: end } of found.fix.edits.reverse()) {
      text = text.slice(0, at(location)) + (content ?? "") + text.slice(at(end));
    }
  }
  return text;
}

for (const file of files) {
  let text = readFileSync(file, "utf8");
  if (fix) writeFileSync(file, (text = fixed(text)));
  const found = workspace.check(text).map(({ code, message, start_location: at }) => `${at.row}:${at.column}: ${code ?? "syntax"} ${message}`);
  for (const line of found) console.log(`${file}:${line}`);
  if (found.length) process.exitCode = 1;
}
