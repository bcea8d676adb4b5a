// Where addresses lead, as build_tools/model/addresses.py reads them: what is not surely of the web is refused.

/** A link in Markdown: what stands in its round brackets, or an address alone in pointed ones. */
const LINKED = /\]\(\s*(?:<([^<>\n]*)>|([^\s)]*))|<([a-z][a-z0-9+.-]{1,31}:[^\s<>]*|[^\s<>@]+@[^\s<>]+)>/giu;

const HOST_NAME = /^(?:[\p{L}\p{N}_.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/iu;
const NUMBER_AT_END = /(^|\.)(\d+|0x[\da-f]*)$/iu;
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

/**
 * @param {string} address
 * @returns {string} why it is none of the web, or nothing
 */
export function refusedAddress(address) {
  if (/[\p{C}\p{Z}]/u.test(address)) return "An address has no space and no unseen sign in it.";
  if (address.includes("\\")) return "An address has no backslash in it.";
  const host = /^https?:\/\/([^/?#]*)/i.exec(address)?.[1];
  if (host === undefined) return "An address begins with https:// or http://.";
  const [name] = host.split(":");
  const isHost =
    HOST_NAME.test(host) && host.normalize("NFKC") === host && (!NUMBER_AT_END.test(name) || IPV4.test(name));
  return isHost && !host.split(".").some(isMixed) ? "" : "The name of the site is none that there can be.";
}

/** @param {string} text of ours @returns {string} the address of its first link that leads nowhere, or nothing */
export function linkThatLeadsNowhere(text) {
  for (const [link, pointed, bare, alone] of text.matchAll(LINKED)) {
    const address = pointed ?? bare ?? alone;
    if (refusedAddress(address)) return address || link;
  }
  return "";
}

/** @param {string} label @returns {boolean} whether it has Latin letters beside those of an alphabet that has some alike */
function isMixed(label) {
  return (
    /\p{sc=Latin}/u.test(label) &&
    /[\p{sc=Cyrl}\p{sc=Grek}\p{sc=Armn}\p{sc=Cher}\p{sc=Copt}\p{sc=Lisu}]/u.test(label)
  );
}
