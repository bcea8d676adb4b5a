// Drives a Firefox by WebDriver BiDi, which it speaks itself: nothing stands between but Node's own WebSocket.
//
// Standard: https://www.w3.org/TR/webdriver-bidi/

import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const READY = /^WebDriver BiDi listening on (ws:.*)$/;

/** A window of a Firefox with a fresh profile. */
export class Firefox {
  /** What went wrong in the pages: errors that nobody caught, and what the console calls an error. */
  complaints = [];
  #waiting = new Map();
  #last = 0;

  /** @param {string} path of the program */
  static async start(path) {
    const firefox = new Firefox();
    await firefox.#launch(path);
    return firefox;
  }

  async #launch(path) {
    this.profile = await mkdtemp(join(tmpdir(), "marked-copy-firefox-"));
    const options = ["--headless", "--no-remote", "--profile", this.profile, "--remote-debugging-port", "0"];
    this.program = spawn(path, options, { stdio: ["ignore", "ignore", "pipe"] });
    const lines = [];
    for await (const line of createInterface(this.program.stderr)) {
      lines.push(line);
      const found = READY.exec(line);
      if (!found) continue;
      await this.#connect(`${found[1]}/session`);
      return;
    }
    throw new Error(`Firefox has ended before it listened:\n${lines.join("\n")}`);
  }

  async #connect(address) {
    this.socket = new WebSocket(address);
    this.socket.onmessage = ({ data }) => this.#heard(JSON.parse(data));
    await new Promise((resolve, reject) => {
      this.socket.onopen = resolve;
      this.socket.onerror = () => reject(new Error(`Firefox does not answer at ${address}`));
    });
    await this.send("session.new", { capabilities: {} });
    await this.send("session.subscribe", { events: ["log.entryAdded"] });
    const { contexts } = await this.send("browsingContext.getTree", {});
    this.context = contexts[0].context;
  }

  #heard({ id, type, method, params, result, error, message }) {
    if (type === "event") {
      if (method === "log.entryAdded" && params.level === "error") this.complaints.push(params.text);
      return;
    }
    const { resolve, reject } = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (type === "success") resolve(result);
    else reject(new Error(`${error}: ${message}`));
  }

  /** Send a command. Its answer comes, or the reason why there is none. */
  send(method, params) {
    const id = ++this.#last;
    this.socket.send(JSON.stringify({ id, method, params }));
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  async go(address) {
    await this.send("browsingContext.navigate", { context: this.context, url: address, wait: "complete" });
  }

  async resize(width, height) {
    await this.send("browsingContext.setViewport", { context: this.context, viewport: { width, height } });
  }

  /** The value of an expression in the page, as JSON has it. */
  async ask(expression) {
    const { result, exceptionDetails } = await this.send("script.evaluate", {
      expression: `Promise.resolve(${expression}).then(value => JSON.stringify(value ?? null))`,
      target: { context: this.context },
      awaitPromise: true,
    });
    if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.text}`);
    return JSON.parse(result.value);
  }

  /** Wait until the expression is true in the page. */
  async until(expression) {
    for (const end = Date.now() + 10_000; Date.now() < end; await new Promise((go) => setTimeout(go, 50)))
      if (await this.ask(expression)) return;
    throw new Error(`this has not come true within 10 s: ${expression}`);
  }

  async press(key) {
    const actions = ["keyDown", "keyUp"].map((type) => ({ type, value: key }));
    await this.#act({ type: "key", id: "keys", actions });
  }

  /** Press and release the button in the middle of what the selector finds. */
  async click(selector) {
    const element = `document.querySelector(${JSON.stringify(selector)})`;
    const box = `Object.values(${element}.getBoundingClientRect().toJSON())`;
    await this.ask(`${element}.scrollIntoView({block: "center", behavior: "instant"})`);
    await this.until(`new Promise(resolve => {
      const before = String(${box});
      setTimeout(() => resolve(String(${box}) === before), 200);
    })`);
    const [x, y, width, height] = await this.ask(box);
    const move = { type: "pointerMove", x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
    const buttons = ["pointerDown", "pointerUp"].map((type) => ({ type, button: 0 }));
    await this.#act({ type: "pointer", id: "mouse", actions: [move, ...buttons] });
  }

  async #act(source) {
    await this.send("input.performActions", { context: this.context, actions: [source] });
  }

  async end() {
    const ended = new Promise((resolve) => this.program.once("exit", resolve));
    this.send("browser.close", {}).catch(() => {});
    const patience = setTimeout(() => this.program.kill("SIGKILL"), 10_000);
    await ended;
    clearTimeout(patience);
    await rm(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
