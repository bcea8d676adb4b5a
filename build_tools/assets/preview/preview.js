// In a page that is previewed: renews it after each build, and lays over it what went wrong in one that failed.

(() => {
  const { currentScript } = document;
  if (!(currentScript instanceof HTMLScriptElement)) return;
  const { epoch: given = "0", report: first = "", renew } = currentScript.dataset;
  let epoch = Number(given);
  /** @type {AbortController | undefined} */
  let asking;
  /** @type {HTMLElement | undefined} */
  let host;

  /**
   * An element with these words.
   * @param {string} name
   * @param {Record<string, string>} attributes
   * @param {(Node | string)[]} inside
   */
  const element = (name, attributes, ...inside) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...inside);
    return made;
  };

  /**
   * Lays what went wrong over the page, in the place of what went wrong before. The focus stays where it is: who mends
   * a file is in an editor.
   * @param {string} report
   */
  const show = (report) => {
    host?.remove();
    host = element("div", { id: "marked-copy-preview" });
    const hide = element("button", { type: "button" }, "Hide");
    const again = element("button", { type: "button", class: "again", hidden: "" }, "Show the mistake");
    const dialog = element(
      "dialog",
      { open: "", "aria-labelledby": "title" },
      element(
        "div",
        { role: "alert" },
        element("h2", { id: "title" }, "The site cannot be built"),
        element("p", {}, "You see it as it was before. This goes when the mistake is mended and saved."),
      ),
      element("pre", { tabindex: "0", role: "region", "aria-label": "What is wrong, and where" }, report),
      hide,
    );
    /** @param {boolean} hidden */
    const set = (hidden) => {
      dialog.toggleAttribute("open", !hidden);
      again.hidden = !hidden;
      (hidden ? again : hide).focus();
    };
    hide.addEventListener("click", () => set(true));
    again.addEventListener("click", () => set(false));
    dialog.addEventListener("keydown", (event) => {
      if (event.key === "Escape") set(true);
    });
    const sheet = element("link", { rel: "stylesheet", href: "/livereload/preview.css" });
    host.attachShadow({ mode: "open" }).append(sheet, dialog, again);
    document.body.append(host);
  };

  const ask = async () => {
    asking?.abort();
    const mine = new AbortController();
    asking = mine;
    while (asking === mine) {
      try {
        const answer = await fetch(`/livereload/${epoch}`, { signal: mine.signal, cache: "no-store" });
        const state = await answer.json();
        if (state.epoch > epoch) {
          if (!state.report || renew !== undefined) {
            location.reload();
            return;
          }
          epoch = state.epoch;
          show(state.report);
        }
      } catch {
        // The server has ended, or begins again.
        if (!mine.signal.aborted) await new Promise((resolve) => setTimeout(resolve, 1000));
      }
    }
  };
  const stop = () => {
    asking?.abort();
    asking = undefined;
  };

  const begin = () => (document.visibilityState === "visible" ? ask() : stop());
  if (first) show(first);
  // Once the page is loaded, which otherwise would seem to load forever.
  addEventListener("load", begin);
  document.addEventListener("visibilitychange", begin);
  addEventListener("pagehide", stop);
  addEventListener("pageshow", (event) => {
    if (event.persisted) begin();
  });
})();
