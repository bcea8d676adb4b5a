// Where an element stands that is moved about.

/**
 * Declarations for one element that stand in no attribute: one would be saved with a copy of the page, whose policy allows
 * none, and browsers would tell of it as a fault whenever the copy is opened.
 * @param {HTMLElement} element with an id
 * @returns {CSSStyleDeclaration}
 */
export function styleOf(element) {
  try {
    const sheet = new CSSStyleSheet();
    sheet.insertRule(`#${element.id} {}`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return /** @type {CSSStyleRule} */ (sheet.cssRules[0]).style;
  } catch {
    // Safari before 16.4 makes no such sheets.
    return element.style;
  }
}
