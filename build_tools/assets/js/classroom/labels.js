// What to call pupils who gave their files no name: by what platforms put into the names of files and folders. Pure.

/** Moodle’s, behind the name of who has handed in. */
const PLATFORM = /_\d+_assignsubmission_\w*$/i;
/** What programs put behind a name: Moodle; Canvas; a browser that has a file of the name already. */
const ADDED = [PLATFORM, /(?:_late)?_\d{2,}_\d{2,}(?=[_-]|$)/i, /\s*\(\d+\)$/];
/** The folder of a version, as Teams makes them. */
const NOBODY = /^version \d+$/i;
const EDGES = /^[\s_.-]+|[\s_.-]+$/g;

/**
 * @param {{name: string, file: string}[]} pupils
 * @param {string} article its slug, with which the name of every file begins that our page has saved
 * @returns {string[]} one for each
 */
export function namesFrom(pupils, article) {
  const paths = pupils.map(({ file }) =>
    file.split("/").map((part) => ({ name: nameIn(part, article), isSure: PLATFORM.test(part) })),
  );
  /** @type {Map<string, number>} in how many paths a name of a folder or file is */
  const times = new Map();
  for (const path of paths)
    for (const part of new Set(path.map(({ name }) => name))) times.set(part, (times.get(part) ?? 0) + 1);
  return pupils.map(({ name, file }, nth) => {
    if (/[\p{L}\p{N}\p{P}\p{S}]/u.test(name)) return name;
    const timesOf = (/** @type {{name: string}} */ part) => times.get(part.name) ?? 0;
    // Of the folder of a class and that of a pupil, the pupil’s is in the fewest paths.
    const [part] = paths[nth]
      .filter((one) => /\p{L}/u.test(one.name) && !NOBODY.test(one.name))
      .reverse()
      .sort((a, b) => timesOf(a) - timesOf(b) || Number(b.isSure) - Number(a.isSure));
    return part?.name ?? file;
  });
}

/** @param {string} part of a path @param {string} article @returns {string} without what programs have put there */
function nameIn(part, article) {
  const plain = part.replace(/\.(?:json|csv|txt)$/i, "");
  const [before, ...behind] = plain.split(article);
  // A number behind it is of a platform that has had one of the name.
  const rest = behind.length ? `${before}${behind.join(article).replace(/^-\d+$/, "")}` : plain;
  return ADDED.reduce((words, added) => words.replace(added, ""), rest).replace(EDGES, "");
}
