// Where a finished note can be handed in: addresses of the repository's host, made from the edition's own patterns.

import { whole } from "./yaml.js";

/**
 * @typedef {object} Host
 * @property {string} repository its address; empty where the edition has set none
 * @property {string} branch
 * @property {string} [contact] where one can write to the edition without a public account, in plain text; nothing where it
 *   has not said it
 * @property {string} [idea] the pattern of the address at which the host opens an issue with an idea; empty where it has none
 * @property {string} new_file the pattern of the address at which the host opens a new file; empty where it has none
 */

/** Bytes of an address that hosts and what stands before them surely take. */
export const LIMIT = 6000;

/** @type {Record<string, string>} */
const NAMES = { "github.com": "GitHub", "gitlab.com": "GitLab", "codeberg.org": "Codeberg" };

/**
 * @param {Host} host
 * @param {string} path of the file in the repository
 * @param {string} text what is in it
 * @returns {{address: string, name: string, isFilled: boolean, why: string}} `address` is empty where there is none, and `why`
 *   says so. `isFilled`: the page there has the text in it; otherwise it is to be pasted
 */
export function newFile(host, path, text) {
  const none = { address: "", name: "", isFilled: false };
  const { repository, branch, new_file: pattern } = host;
  if (!pattern || (pattern.includes("{repository}") && !repository))
    return {
      ...none,
      why: `This site has no page on which a note is handed in. Copy the text, and ${byHand(host)}.`,
    };
  const address = filled(pattern, { repository, branch, path, text });
  const name = nameOf(address);
  if (address.length > LIMIT)
    return {
      ...none,
      why: `The note is too long to travel in an address (${address.length.toLocaleString("en")} of ${LIMIT.toLocaleString("en")} bytes). Copy it, and paste it there into a new file.`,
    };
  return { address, name, isFilled: pattern.includes("{text}"), why: "" };
}

/** @param {Host} host @returns {string} what somebody does with a text who has no account there */
export function byHand({ contact }) {
  return contact ? `send it to ${contact}` : "show it to your teacher, or to whoever made this site";
}

/**
 * @param {string} pattern with names in braces
 * @param {Record<string, string>} values by those names. All are percent-encoded but the address of the repository,
 *   which is one, and the slashes of paths
 * @returns {string}
 */
export function filled(pattern, values) {
  return pattern.replace(/\{(\w+)\}/g, (braces, name) => {
    const value = values[name];
    if (value === undefined) return braces;
    if (name === "repository") return value;
    const encoded = encodeURIComponent(whole(value)).replace(/[!'()*]/g, hex);
    return name === "path" || name === "branch" ? encoded.replaceAll("%2F", "/") : encoded;
  });
}

/** @param {string} sign that `encodeURIComponent` lets stand, and chat programs take for the end of an address */
function hex(sign) {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
}

/**
 * @param {string} address
 * @returns {string} what people call the host
 */
export function nameOf(address) {
  const { hostname } = new URL(address);
  return NAMES[hostname] ?? hostname;
}
