// Which of the files that a class has handed in count. Each set of marks has a random name, which is not a person's: a
// pupil who saves twice hands in one set twice, of which the later counts. A set under two names may be of two pupils
// who shared a device: both count. The teacher can decide otherwise about each. Pure.

/** @typedef {import("./files.js").Pupil} Pupil */
/** @typedef {"copy" | "same" | "earlier" | "shared" | "namesake"} Doubt why it is not plain whether a file counts */
/**
 * @typedef {object} Doubtful
 * @property {number} nth of the file
 * @property {Doubt} doubt copy: made in the same moment; same: of the same set, with the same marks; earlier: saved
 *   before another of its set; shared: of one set, with another name; namesake: of another set, with the same name
 * @property {number} other the file that counts in its place, or beside it
 * @property {boolean} isCounted
 */

/** Files of these count, unless the teacher decides otherwise. @type {Set<Doubt>} */
export const IN_DOUBT_COUNTED = new Set(["shared", "namesake"]);

/**
 * @param {Pupil[]} files in the order in which they were handed in
 * @param {Map<number, boolean>} decided by the teacher: whether a file counts
 * @returns {{pupils: Pupil[], doubtful: Doubtful[]}} the pupils in an order that says nothing of who they are
 */
export function rollOf(files, decided) {
  /** @type {Map<number, Doubtful>} */
  const found = new Map();
  const doubt = (/** @type {number} */ nth, /** @type {Doubt} */ what, /** @type {number} */ other) => {
    const isCounted = decided.get(nth) ?? IN_DOUBT_COUNTED.has(what);
    found.set(nth, { nth, doubt: what, other, isCounted });
  };
  /** @type {Map<Pupil, Pupil>} files without a name, with that of an earlier file of the same set */
  const named = new Map();
  const nameHere = (/** @type {number} */ nth) => nameOf(named.get(files[nth]) ?? files[nth]);
  const plain = () => [...files.keys()].filter((nth) => !found.has(nth));
  for (const [first, ...others] of groupsOf(plain(), (nth) => asMade(files[nth])))
    for (const nth of others) doubt(nth, "copy", first);
  for (const set of groupsOf(plain(), (nth) => files[nth].set)) {
    set.sort((a, b) => timeOf(files[a]) - timeOf(files[b]) || a - b);
    const byName = groupsOf(set, (nth) => nameOf(files[nth]));
    // A file without a name is of whoever saved next; where nobody did, of one more.
    const people = byName.length > 1 ? byName : [set];
    if (byName.length > 1 && !nameOf(files[lastOf(set)])) people.push([lastOf(set)]);
    const last = lastOf(set);
    const [own = [], ...others] = byName;
    // Where the teacher counts the named one too, the two are of two pupils.
    if (own.length && !others.length && !own.includes(last) && !own.some((nth) => decided.get(nth)))
      named.set(files[last], { ...files[last], name: files[lastOf(own)].name });
    const lasts = people.map(lastOf);
    for (const nth of set) {
      const later = lastOf(people.find((one) => one.includes(nth)) ?? set);
      if (nth === later) continue;
      doubt(nth, marksOf(files[nth]) === marksOf(files[later]) ? "same" : "earlier", later);
    }
    for (const [at, nth] of lasts.entries()) {
      const twin = lasts.slice(0, at).find((other) => marksOf(files[nth]) === marksOf(files[other]));
      if (twin !== undefined) doubt(nth, "same", twin);
      else if (at) doubt(nth, "shared", lasts[0]);
    }
  }
  for (const [first, ...others] of groupsOf(plain(), nameHere))
    for (const nth of others) doubt(nth, "namesake", first);
  const counted = files.filter((_, nth) => found.get(nth)?.isCounted ?? true);
  return {
    pupils: shuffled(counted).map((file) => named.get(file) ?? file),
    doubtful: [...found.values()].sort((a, b) => a.nth - b.nth),
  };
}

/**
 * @param {number[]} numbers
 * @param {(nth: number) => string} keyOf what those of a group have in common; nothing for those that are in none
 * @returns {number[][]}
 */
function groupsOf(numbers, keyOf) {
  /** @type {Map<string, number[]>} */
  const groups = new Map();
  for (const nth of numbers) {
    const key = keyOf(nth);
    if (key) groups.set(key, [...(groups.get(key) ?? []), nth]);
  }
  return [...groups.values()];
}

/** @param {number[]} numbers @returns {number} */
const lastOf = (numbers) => /** @type {number} */ (numbers.at(-1));

/** @param {Pupil} file @returns {number} milliseconds; files that do not say when they were saved come first */
const timeOf = ({ saved }) => Date.parse(saved) || 0;

/** @param {Pupil} file @returns {string} the same for names that differ in nothing that people look at */
const nameOf = ({ name }) =>
  name
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .trim()
    .toLowerCase();

/** @param {Pupil} file @returns {string} */
const marksOf = ({ marks, lost }) => JSON.stringify([marks, lost]);

/** @param {Pupil} file @returns {string} the same for copies alone */
export const asMade = ({ set, name, saved, marks, lost }) => JSON.stringify([set, name, saved, marks, lost]);

/** @param {Pupil[]} pupils @returns {Pupil[]} not as their files come, which is mostly by name, and always the same */
function shuffled(pupils) {
  const order = new Map(pupils.map((pupil) => [pupil, hashOf(asMade(pupil))]));
  return [...pupils].sort(
    (a, b) => /** @type {number} */ (order.get(a)) - /** @type {number} */ (order.get(b)),
  );
}

/** @param {string} text @returns {number} */
function hashOf(text) {
  let hash = 2166136261;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 16777619);
  return hash >>> 0;
}
