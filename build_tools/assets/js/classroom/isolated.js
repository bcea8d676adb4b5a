// What others wrote, within a sentence of ours. Pure.

/** @param {string | undefined} words @returns {string} with a direction of their own (Unicode, UAX 9: isolates) */
export const isolated = (words = "") => `\u2068${words.replace(TURNING, "")}\u2069`;

/** Signs by which words would get out of their isolation. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;
