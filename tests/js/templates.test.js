// A template in a template: what makes the scripts small (rjsmin) takes the inner one for code, and spaces of it away.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const SCRIPTS = new URL("../../build_tools/assets/js/", import.meta.url);
const NO_CODE = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/y;
/** A regular expression stands where no value has ended. */
const PATTERN = /(?<=(?:[(,=:[!&|?{};>]|return)\s*)\/(?![/*])(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\//y;

/** @param {string} script @param {string} [name] @returns {number[]} the lines in which a template begins within another */
function nested(script, name = "") {
  /** @type {number[]} */
  const lines = [];
  /** @type {number[]} of each template that is open, the braces that are open in its value; -1 in its words */
  const open = [];
  for (let at = 0; at < script.length; at++) {
    const [sign, depth] = [script[at], open.at(-1) ?? 0];
    if (open.length && depth < 0) {
      if (sign === "\\") at++;
      else if (sign === "`") open.pop();
      else if (script.startsWith("${", at)) {
        open[open.length - 1] = 0;
        at++;
      }
      continue;
    }
    const skipped = [NO_CODE, PATTERN].find((pattern) => {
      pattern.lastIndex = at;
      return pattern.test(script);
    });
    if (skipped) at = skipped.lastIndex - 1;
    else if (sign === "`") {
      if (open.length) lines.push(script.slice(0, at).split("\n").length);
      open.push(-1);
    } else if (open.length && sign === "{") open[open.length - 1]++;
    else if (open.length && sign === "}") open[open.length - 1]--;
  }
  assert.equal(open.length, 0, `${name} is read to its end`);
  return lines;
}

test("templates in templates are found, and nothing else", () => {
  const drawn = "a = 'x#{b ? ', #{c} d' : { e: 1 }}';\nf = /'/.test(\"'\"); // '\n'#{'g'}'";
  assert.deepEqual(nested(drawn.replaceAll("#", "$").replaceAll("'", "`")), [1, 3]);
});

test("no script of ours has one", () => {
  const found = readdirSync(SCRIPTS, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".js"))
    .flatMap((name) =>
      nested(readFileSync(new URL(name, SCRIPTS), "utf8"), name).map((line) => `${name}:${line}`),
    );
  assert.deepEqual(found, []);
});
