// Runs in every page that is measured, before the page's own scripts. All times are milliseconds.
//
// An interaction is timed in two ways, from the moment the input reached the browser (event.timeStamp):
// * shown: to the end of the first frame in which the page has reacted. The reaction is a change of `watched`,
//   so that a page which reacts later than in the next frame is not flattered.
// * input: the browser's own Event Timing, to the next frame on the screen, whatever it shows. It comes in steps
//   of 8 ms, and not at all below 16 ms.
(() => {
  const probes = {shifts: [], tasks: [], events: [], paint: 0, lcp: 0, seen: 0};
  window.markedCopyProbes = probes;

  const observe = (type, take, more = {}) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({type, buffered: true, ...more});
  observe("layout-shift", (entry) => {
    if (!entry.hadRecentInput) probes.shifts.push([entry.startTime, entry.value, ...sources(entry)]);
  });
  observe("longtask", (entry) => probes.tasks.push([entry.startTime, entry.duration]));
  observe("event", (entry) => probes.events.push(entry), {durationThreshold: 16});
  observe("largest-contentful-paint", (entry) => (probes.lcp = entry.startTime));
  observe("paint", (entry) => {
    if (entry.name === "first-contentful-paint") probes.paint = entry.startTime;
  });

  const sources = (entry) =>
    (entry.sources ?? []).map(({node}) => {
      const element = node?.nodeType === Node.TEXT_NODE ? node.parentElement : node;
      return element ? `${element.localName}.${element.className?.baseVal ?? element.className}` : "?";
    });
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  // A task that is posted from a frame's callback runs when that frame has been styled, laid out and painted.
  const frameDone = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const {port1, port2} = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(0);
      });
    });
  const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

  // Resolves when for `quiet` ms no task has been long, and gives the time at which the last one ended.
  probes.idle = async (quiet = 1000, limit = 60000) => {
    const begin = performance.now();
    while (performance.now() - begin < limit) {
      await pause(50);
      const last = probes.tasks.at(-1);
      const end = last ? last[0] + last[1] : 0;
      if (document.readyState === "complete" && performance.now() - Math.max(end, begin) > quiet) return end;
    }
    throw new Error(`not idle within ${limit} ms`);
  };

  // Notes when the first element that `selector` finds has been painted, with `ready` true of it.
  probes.look = async (selector, highlights) => {
    while (!(selector ? document.querySelector(selector) : CSS.highlights.size >= highlights)) await frame();
    const time = await frameDone();
    probes.seen = Math.max(time, probes.paint);
  };

  // Awaits one reaction: call arm, make the input, then await reacted(quiet), which also waits for what comes after it.
  probes.arm = (type, watched, options) => {
    probes.events.length = 0;
    let start = 0;
    probes.reaction = new Promise((resolve, reject) => {
      const onInput = (event) => (start = start || event.timeStamp);
      window.addEventListener(type, onInput, {capture: true, once: true});
      const observer = new MutationObserver(async () => {
        if (!start) return;
        observer.disconnect();
        const end = await frameDone();
        resolve(end - start);
      });
      observer.observe(document.querySelector(watched), options);
      setTimeout(() => reject(new Error(`${watched} has not changed on ${type}`)), 10000);
    });
  };
  probes.reacted = async (quiet) => {
    const shown = await probes.reaction;
    await probes.idle(quiet);
    const input = Math.max(0, ...probes.events.map((entry) => (entry.interactionId ? entry.duration : 0)));
    return {shown, input};
  };

  // Layout shifts summed as the Web Vitals do: the worst group less than 1 s apart and at most 5 s long.
  probes.cls = () => {
    let worst = 0, sum = 0, first = 0, last = 0;
    for (const [time, value] of probes.shifts) {
      if (time - last > 1000 || time - first > 5000) [sum, first] = [0, time];
      [sum, last] = [sum + value, time];
      worst = Math.max(worst, sum);
    }
    return worst;
  };

  probes.scrollThrough = async () => {
    const root = document.scrollingElement;
    const step = Math.max(innerHeight * 0.9, root.scrollHeight / 40);
    for (let last = -1; root.scrollTop !== last; ) {
      last = root.scrollTop;
      window.scrollBy({top: step, behavior: "instant"});
      await frame();
      await frameDone();
    }
  };

  // How fast the machine is just now: a fixed piece of work.
  probes.spin = () => {
    const begin = performance.now();
    let value = 1;
    for (let step = 0; step < 2e7; step++) value = (value * 48271) % 2147483647;
    return performance.now() - begin + value * 0;
  };
})();
