// Makes the codes of a file of cases, each a text and what is asked for, and prints them as JSON: a string of rows each.

import { readFileSync } from "node:fs";
import { codeOf } from "../../build_tools/assets/js/classroom/qr.js";

const rows = ({ size, modules }) =>
  Array.from({ length: size }, (_, row) => modules.subarray(row * size, (row + 1) * size).join(""));
const made = ({ text, ...asked }) => {
  try {
    const code = codeOf(text, asked);
    return { level: code.level, rows: rows(code) };
  } catch (error) {
    return { level: error.name, rows: [] };
  }
};
const cases = JSON.parse(readFileSync(process.argv[2], "utf-8"));
process.stdout.write(JSON.stringify(cases.map(made)));
