// Files that nobody has handed in: systems and programs put them beside those of people.

const SYSTEM = /(?:^|\/)(?:\.|__MACOSX(?:\/|$)|~\$|(?:Thumbs\.db|ehthumbs\.db|desktop\.ini|Icon\r)$)/i;

/** @param {string} name with its folders @returns {boolean} */
export const isSystemFile = (name) => SYSTEM.test(name);
