// A table of marks comes back as it went, from whatever program has had it in between.

import assert from "node:assert/strict";
import { test } from "node:test";
import { CODE_PAGES } from "../../build_tools/assets/js/classroom/code_pages.js";
import { decoded } from "../../build_tools/assets/js/classroom/unicode.js";
import { Unreadable } from "../../build_tools/assets/js/classroom/handed.js";
import { toTable } from "../../build_tools/assets/js/classroom/spreadsheet.js";
import { readFiles, handedIn } from "../../build_tools/assets/js/classroom/files.js";
import { isReckoned } from "../../build_tools/assets/js/classroom/reckoned.js";
import { fromTable, isTable, rowsOf } from "../../build_tools/assets/js/classroom/table.js";

const given = /** @type {any} */ ({
  article: "night-ferries",
  title: "Night ferries",
  text: "abc",
  kinds: [
    ["sourcing", "Sourcing"],
    ["missing-context", "Missing context"],
  ],
  notes: [],
});
const text = "A 🚢 sails, they\nsay; twice. Nobody asked them. Where? The end of it all.";
const signs = [...text];
/** @param {string} words @param {string} kind @param {string} [comment] */
const mark = (words, kind, comment = "") => {
  const start = [...text.slice(0, text.indexOf(words))].length;
  return { start, end: start + [...words].length, kind, isDoneWell: comment.startsWith("=1"), comment };
};
const behind = mark("Nobody asked them.", "missing-context");
const marks = [
  mark("🚢 sails", "sourcing", "=1+1\nand “more”; a comma,"),
  mark("they\nsay; twice", "sourcing", "'tis so"),
  { start: behind.end, end: behind.end, kind: "missing-context", isDoneWell: false, comment: "" },
];
const about = {
  article: "night-ferries",
  text: "abc",
  name: "Ada",
  saved: "2026-11-27T10:00:00.000Z",
  set: "m12e4",
};
const oneLine = (/** @type {string} */ words) => words.replace(/\s+/g, " ");
const table = toTable(/** @type {any} */ (marks), {
  ...about,
  kindOf: ({ kind }) => new Map(given.kinds).get(kind) ?? "",
  wordsOf: ({ start, end }) =>
    start < end
      ? oneLine(signs.slice(start, end).join(""))
      : "(something is missing after: Nobody asked them.)",
});
/** @param {string} file */
const places = (file, read = signs) => fromTable(file, given, read).marks;
const plain = table.slice(1);
/** @param {string} separator */
const separated = (separator) =>
  rowsOf(plain, ",")
    .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(separator))
    .join("\n");
const utf16 = Buffer.from(table, "utf16le");

for (const [name, file] of /** @type {[string, string][]} */ ([
  ["as it was saved", plain],
  ["with the word for a place that older files have", plain.replace("missing after", "missing behind")],
  ["with semicolons and every cell quoted", separated(";")],
  ["with tabs", separated("\t")],
  ["with its separator told", `sep=;\r\n${separated(";")}`],
  ["with lines that are empty or of separators", `${plain}\r\n,,,\r\n`],
  ["in UTF-8 with a mark", decoded(Buffer.from(table))],
  ["in UTF-16", decoded(utf16)],
  ["in UTF-16 of the other order", decoded(Buffer.from(utf16).swap16())],
  ["in UTF-16 without a mark", decoded(utf16.subarray(2))],
  ["as it was saved before it named the text", plain.replaceAll(/,(?:text|tabc)(?=\r)/g, "")],
  [
    "with words that a program has changed",
    plain.replace("🚢 sails", "? SAILS").replace("Nobody", "No-body"),
  ],
  ["with numbers as a spreadsheet shows them", plain.replace(/,(\d+),(\d+),night/g, ',"$1,00",$2.0,night')],
]))
  test(`a table is read: ${name}`, () => {
    assert.ok(isTable(file));
    const { marks: found, lost, ...rest } = fromTable(file, given, signs);
    const { name, saved, set } = about;
    assert.deepEqual([rest, lost], [{ name, saved, set, isOtherEdition: false }, []]);
    assert.deepEqual(places(file), marks);
  });

test("what is not Unicode is read as Windows would have it", () => {
  assert.equal(decoded(Buffer.from([0x4d, 0xfc, 0x6c, 0x80])), "Mül€");
  assert.equal(decoded(Buffer.from([])), "");
});

test("in another text the words count, and not their offsets", () => {
  const other = { ...given, text: "def" };
  const read = (/** @type {string} */ file, within = signs) => fromTable(file, other, within);
  const moved = plain.replace("🚢 sails", "sails").replace(/,11,/, ",eleven,");
  assert.deepEqual(
    read(moved).marks.map(({ start }) => start),
    [4, marks[2].start],
    "the line break of the second keeps it from being found by words alone",
  );
  assert.equal(read(moved).isOtherEdition, true);
  const later = [..."New. ", ...signs];
  assert.deepEqual(
    read(plain, later).marks.map(({ start }) => start),
    [7, marks[2].start + 5],
    "what is missing is found by the sentence before it",
  );
  assert.equal(read(plain, [..."Something else"]).lost.length, 3);
});

/**
 * A mark on each of some words, as a table that a spreadsheet has changed.
 * @param {[string, string][]} changed words, and what the cell has become
 * @param {{text?: string, shown?: string, article?: string}} [how] the version that it names, or nothing; and what the
 *   article is now
 */
function changed(changed, { text: version = "tabc", shown, article: slug = "night-ferries" } = {}) {
  const all = changed.map(([words]) => words).join(" and ");
  let at = 0;
  const rows = changed.map(([words, cell]) => {
    const start = all.indexOf(words, at);
    at = start + words.length;
    return `Sourcing;"${cell}";${start};${at};${slug};${version}`;
  });
  const now = [...(shown ?? all)];
  const { marks: found, lost } = fromTable(
    ["kind;words;start;end;article;text", ...rows].join("\n"),
    { ...given, article: "night-ferries" },
    now,
  );
  return { words: found.map(({ start, end }) => now.slice(start, end).join("")), lost };
}

const reckoned = /** @type {[string, string][]} */ ([
  ["1,200", "1200"],
  ["1,200", "1,2"],
  ["3/4", "04.mar"],
  ["3-4", "4-Mar"],
  ["3/4", "03.Apr"],
  ["10%", "0.1"],
  ["10%", "10,00%"],
  ["007", "7"],
  ["10:30", "10:30:00"],
  ["May 2026", "Mai 26"],
  ["May 2026", "01/05/2026"],
  ["4 marca", "04.mar"],
  ["2026-03-04", "4/3/2026"],
  ["12345678901", "1.23457E+10"],
  ["3/4", "3月4日"],
  ["true", "TRUE"],
]);
const words = reckoned.map(([one]) => one);

test("what a spreadsheet makes of numbers and dates stays where it was", () => {
  assert.deepEqual(changed(reckoned), { words, lost: [] });
  assert.deepEqual(changed(reckoned, { text: "" }), { words, lost: [] }, "also where no version is told");
  assert.deepEqual(changed([["12 votes", "anything"]]), { words: ["12 votes"], lost: [] });
});

for (const [was, cell, now] of [
  ["1,200", "1200", "1,300"],
  ["3/4", "04.mar", "4/5"],
  ["3/4", "04.mar", "3/5"],
  ["10%", "0.1", "20%"],
  ["10", "10", "01"],
  ["May 2026", "May-26", "May 2025"],
  ["May 2026", "May-26", "Jul 2026"],
  ["1,200", "1200", "women"],
  ["women", "women", "1,200"],
  ["10%", "0.1", "so."],
  ["ab", "??", "źż"],
])
  test(`a mark on “${was}”, which is “${cell}” in the table, is not put on “${now}”`, () => {
    for (const version of ["", "tdef"])
      assert.deepEqual(changed([[was, cell]], { text: version, shown: now }), { words: [], lost: [cell] });
  });

test("an article with the name of a month is still the same", () => {
  const dated = { ...given, article: "may-2026" };
  for (const [cell, version] of [
    ["maj.26", "tabc"],
    ["May-26", ""],
    ["2026-05-01", ""],
    ["nonsense", "tabc"],
  ]) {
    const file = `kind,words,start,end,article,text\nSourcing,sails,4,9,${cell},${version}`;
    assert.equal(fromTable(file, dated, signs).marks.length, 1, cell);
  }
  for (const cell of ["May-25", "Jun-26", "may-2025", "nonsense"])
    assert.throws(
      () => fromTable(`kind,words,start,end,article\nSourcing,sails,4,9,${cell}`, dated, signs),
      /another article/,
    );
  assert.ok(!isReckoned("part-1", "part-10"));
});

/** @param {string} label @returns {(text: string) => Buffer} for the signs that the encoding has; others are “?” */
function encoder(label) {
  const [, signs] = CODE_PAGES.find(([name]) => name === label) ?? [];
  /** @type {Map<string, number[]>} */
  const known = new Map();
  const bytes = Array.from({ length: 128 }, (_, nth) => nth + 128);
  const decode = (/** @type {number[]} */ some) =>
    signs
      ? some.map((byte) => signs[byte - 128] ?? "\ufffd").join("")
      : new TextDecoder(label).decode(Buffer.from(some));
  for (const first of bytes) {
    const sign = decode([first]);
    if (sign !== "\ufffd") known.set(sign, [first]);
    else
      for (let second = 0x40; second < 255; second++) {
        const pair = decode([first, second]);
        if ([...pair].length === 1 && !known.has(pair)) known.set(pair, [first, second]);
      }
  }
  /** @param {string} sign @returns {number[]} */
  const bytesOf = (sign) => {
    if (sign < "\x80") return [sign.charCodeAt(0)];
    // Vietnamese letters with a tone are two signs there.
    const apart = sign.normalize("NFD");
    const [tone] = /[\u0300\u0301\u0303\u0309\u0323]/.exec(apart) ?? [];
    const tail = tone && known.get(tone);
    return known.get(sign) ?? (tail ? [...bytesOf(apart.replace(tone, "").normalize("NFC")), ...tail] : [63]);
  };
  return (text) => Buffer.from([...text].flatMap(bytesOf));
}

const foreign = /** @type {[string, string, string][]} */ ([
  ["windows-1252", "Die Bürger sagen, „das ist böse“.", "größer"],
  ["windows-1250", "Minister Łukasz Żak mówi „to jest źle”.", "powód ż"],
  ["iso-8859-2", "Minister Łukasz Żak mówi, to jest źle. Ściana śpi.", "powód ż"],
  ["windows-1251", "Эксперты говорят, что стена безопасна.", "почему"],
  ["koi8-r", "Эксперты говорят, что стена безопасна.", "почему"],
  ["windows-1253", "Οι ειδικοί λένε ότι είναι ασφαλές.", "γιατί"],
  ["windows-1254", "Uzmanlar şöyle diyor: ığdır güvenli.", "çünkü ş"],
  ["windows-1255", "מומחים אומרים שזה בטוח.", "למה"],
  ["windows-1256", "يقول الخبراء إنه آمن.", "لماذا"],
  ["windows-1257", "Eksperti saka, ka tā ir droša siena, ģērbjas.", "kāpēc"],
  ["windows-1258", "Các chuyên gia nói rằng điều đó là kết thúc ệ.", "vì thế"],
  ["windows-874", "ผู้เชี่ยวชาญกล่าวว่าปลอดภัย", "ทำไม"],
  ["macintosh", "Die Bürger sagen, “das ist böse”.", "größer"],
  ["ibm850", "Die Bürger sagen, das sei böse, à peine réel.", "größer, weiß «sehr»"],
  ["ibm852", "Minister Łukasz Żak mówi, że to źle.", "powód ż"],
  ["ibm437", "La señora dijo que mañana será peor.", "¿por qué?"],
  ["ibm858", "Die Brücke kostet 5 € mehr.", "größer"],
  ["ibm857", "Uzmanlar şöyle diyor: ığdır güvenli.", "çünkü ş"],
  ["ibm775", "Eksperti saka, ka tā ir droša siena, ģērbjas.", "kāpēc"],
  ["ibm737", "Οι ειδικοί λένε ότι είναι ασφαλές.", "γιατί"],
  ["ibm862", "מומחים אומרים שזה בטוח.", "למה"],
  ["ibm720", "يقول الخبراء إنه آمن.", "لماذا"],
  ["ibm855", "Стручњаци кажу да је зид безбедан.", "зашто"],
  ["ibm866", "Эксперты говорят, что стена безопасна.", "почему"],
  ["gbk", "市政府痛批专家的说法。", "为什么"],
  ["big5", "市政府痛批專家的說法。", "為什麼"],
  ["shift_jis", "市は専門家の表ソを厳しく批判した。", "なぜか"],
  ["euc-jp", "市は専門家の表現を厳しく批判した。", "なぜか"],
  ["euc-kr", "시는 전문가의 말을 비판했다.", "왜냐하면"],
]);
/** @param {string} said @param {string} reason @param {string} [version] @returns {string} two marks and a reason */
const tableOf = (said, reason, version = "") =>
  `kind;words;reason;start;end;article;text\r\nSourcing;${said};${reason};0;${said.length};night-ferries;${version}\r\n`;
/** @param {Buffer} content @param {string} said */
const fileRead = (content, said) =>
  readFiles([handedIn(new Blob([new Uint8Array(content)]), "a.csv")], given, [...said]);

for (const [label, said, reason] of foreign)
  test(`a table is read that was saved in ${label}`, async () => {
    for (const version of ["", "tabc"]) {
      const { pupils, bad } = await fileRead(encoder(label)(tableOf(said, reason, version)), said);
      assert.deepEqual(bad, []);
      assert.deepEqual(
        pupils[0].marks.map(({ start, end, comment }) => [start, end, comment.normalize()]),
        [[0, said.length, reason]],
      );
    }
  });

test("signs that an encoding lacks keep no mark from its place", async () => {
  const [, said] = foreign[1];
  for (const version of ["", "tabc"]) {
    const content = encoder("windows-1252")(tableOf(said, "powód ż", version));
    const { pupils } = await fileRead(content, said);
    assert.deepEqual([pupils[0].marks[0].end, pupils[0].marks[0].comment], [said.length, "powód ?"]);
  }
});

test("reasons alone are read in the encoding whose signs the article has", async () => {
  const said = "Minister mówi, że źle";
  const file = tableOf("Minister", "powód ż", "tabc");
  const { pupils } = await fileRead(encoder("windows-1250")(file), said);
  assert.equal(pupils[0].marks[0].comment, "powód ż");
});

test("one broken byte does not make another encoding of it", async () => {
  const [, said, reason] = foreign[11];
  const content = Buffer.concat([Buffer.from(tableOf(said, reason)), Buffer.from([0xe5, 0x0a])]);
  const { pupils } = await fileRead(content, said);
  assert.deepEqual([pupils[0].marks.length, pupils[0].marks[0].comment], [1, reason]);
});

test("quotation marks that a console lacks do not hide in which encoding a table is", async () => {
  const said = "Die Bürger sagen, „das ist böse“.";
  const file = tableOf(said.replaceAll(/[„“]/g, "'"), "größer", "tabc");
  const { pupils, bad } = await fileRead(encoder("ibm850")(file), said);
  assert.deepEqual([bad, pupils[0].marks[0].comment], [[], "größer"]);
});

test("the encoding of a console is believed only where words of the article prove it", async () => {
  // Of “größer” in windows-1252, a console would make other letters; and the article has these.
  const said = "Die Experten. ÷ ¯ Ó õ";
  const file = tableOf("Die Experten.", "größer, weiß", "tabc");
  for (const words of [said, "Die Experten. ö ß", "Die Experten."]) {
    const { pupils } = await fileRead(encoder("windows-1252")(file), words);
    assert.equal(pupils[0].marks[0].comment, "größer, weiß");
  }
});

test("an encoding that cannot be read is told, with a way out", async () => {
  const [, said, reason] = foreign[1];
  // That of old Macs in Poland, which no browser knows.
  const old = new Map([..."ŁŻóźż"].map((sign, nth) => [sign, [0xfc, 0xfb, 0x97, 0x90, 0xfd][nth]]));
  const content = Buffer.from(
    [...tableOf(said.replaceAll(/[„”]/g, "'"), reason)].map((sign) => old.get(sign) ?? sign.charCodeAt(0)),
  );
  const { pupils, bad } = await fileRead(content, said);
  assert.deepEqual([pupils.length, bad.length], [0, 1]);
  assert.match(bad[0].why, /encoding.*CSV UTF-8/);
  assert.doesNotMatch(bad[0].why, /changed/);
});

test("other tables are told for what they are", () => {
  const other = plain.replaceAll("night-ferries", "day-ferries").replaceAll(",tabc", ",tdef");
  assert.equal(isTable("name,mark\r\nAda,1\r\n"), false);
  assert.equal(isTable(""), false);
  assert.throws(() => fromTable(other, given, signs), Unreadable);
  assert.throws(() => fromTable(plain.split("\r\n")[0], given, signs), /no marks/);
});

test("cells are what RFC 4180 says, and what is left open ends with the file", () => {
  assert.deepEqual(rowsOf('a,"b ""c"", d"\r\n,\r"x\ny",z\n', ","), [
    ["a", 'b "c", d'],
    ["", ""],
    ["x\ny", "z"],
  ]);
  assert.deepEqual(rowsOf('a,"b\nc', ","), [["a", "b\nc"]]);
  assert.deepEqual(rowsOf("a,", ","), [["a", ""]]);
  assert.deepEqual(rowsOf("", ","), []);
});
