// What a careful person would look for on a page; called by looking.py with a name and arguments.
({
  /** Unfolds everything; true when there is nothing left to unfold. What is folded is made late. */
  unfold() {
    const folded = [...document.querySelectorAll("details:not([open]):not(.menu)")];
    for (const part of folded) part.open = true;
    const bodies = [...document.querySelectorAll(".fold-body")];
    return folded.length === 0 && bodies.every((body) => body.firstElementChild);
  },

  /** Maps and charts with few colours. Charts are drawn when they are in view: each is given time. */
  async blank(least, patience) {
    const colours = (canvas) => {
      const { width, height } = canvas;
      if (!width || !height) return 0;
      const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
      return new Set(new Uint32Array(data.buffer)).size;
    };
    const canvases = (place) => (place.matches("canvas") ? [place] : place.querySelectorAll("canvas"));
    const drawn = (place) => [...canvases(place)].some((canvas) => colours(canvas) >= least);
    const found = [];
    for (const place of document.querySelectorAll(".map-canvas, .chart-plot")) {
      if (!place.checkVisibility()) continue;
      place.scrollIntoView({ block: "center", behavior: "instant" });
      const until = performance.now() + patience;
      while (!drawn(place) && performance.now() < until)
        await new Promise((resolve) => setTimeout(resolve, 20));
      if (!drawn(place)) found.push(place.getAttribute("aria-label"));
    }
    scrollTo(0, 0);
    return found;
  },

  /** What makes the page scroll sideways. */
  tooWide() {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.querySelectorAll("body *")]
      .filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > clientWidth + 1)
      .map((one) => `${one.tagName} ${one.id} ${one.getAttribute("class")}`);
  },

  /** Elements that hold words of their own and show less of them than there is. */
  cut() {
    const scrolls = (one) => /auto|scroll/.test(getComputedStyle(one).overflowX);
    const inScroll = (one) => one && (scrolls(one) || inScroll(one.parentElement));
    const { clientWidth } = document.documentElement;
    const isCut = (one) => {
      const { overflowX, display } = getComputedStyle(one);
      const box = one.getBoundingClientRect();
      const narrow = display !== "inline" && !scrolls(one) && one.scrollWidth > one.clientWidth + 1;
      const low = /hidden|clip/.test(overflowX) && one.scrollHeight > one.clientHeight + 1;
      return narrow || low || ((box.right > clientWidth + 1 || box.left < -1) && !inScroll(one));
    };
    return [...document.querySelectorAll("body *:not(svg *):not(option)")]
      .filter((one) => [...one.childNodes].some((child) => child.nodeType === 3 && child.data.trim()))
      .filter((one) => one.checkVisibility({ visibilityProperty: true }))
      .filter((one) => !one.closest(".visually-hidden, .skip") && isCut(one))
      .map((one) => `${one.tagName}.${one.className}: ${one.textContent.trim().slice(0, 60)}`);
  },

  /** All that is said to the eye or to a screen reader in the page's language. */
  words() {
    const names = ["aria-label", "aria-valuetext", "title", "placeholder", "alt"];
    const skipped = "script, style, noscript, code, #trouble, .map-tip[hidden], .chart-tip[hidden]";
    const said = [];
    for (const one of document.body.querySelectorAll("*")) {
      if (one.closest(skipped) || one.closest("[lang]") !== document.documentElement) continue;
      said.push(...names.map((name) => one.getAttribute(name)));
      said.push(...[...one.childNodes].filter((child) => child.nodeType === 3).map(({ data }) => data));
    }
    return said.filter((text) => text?.trim()).map((text) => text.trim());
  },

  /** Where the focus is: its name, whether it can be seen, and whether it is in view. */
  stop() {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    const ring = (each) => {
      const { outlineStyle, outlineWidth } = each ? getComputedStyle(each) : {};
      return Boolean(each) && outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    };
    const { left, right, top, bottom } = one.getBoundingClientRect();
    window.stops ??= [];
    window.stops.push(one);
    return {
      name: `${one.tagName}.${one.className} ${one.getAttribute("aria-label") ?? one.textContent}`,
      seen: [one, one.nextElementSibling, one.closest("label")].some(ring),
      within: bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
    };
  },

  /** What can be used and was no stop; of a group of radio buttons one is enough. */
  missed() {
    const usable = "a[href], button, input, select, textarea, summary, [tabindex='0']";
    const group = (one) => (one.type === "radio" ? `radio ${one.name}` : one);
    const reached = new Set(window.stops.map(group));
    return [...document.querySelectorAll(usable)]
      .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled)
      .filter((one) => !reached.has(group(one)))
      .map((one) => one.outerHTML.slice(0, 120));
  },

  /** Stops that stand before the one they follow. */
  outOfOrder() {
    const follows = (one, other) =>
      one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
    return window.stops
      .slice(1)
      .filter((one, at) => !follows(window.stops[at], one))
      .map((one) => one.outerHTML.slice(0, 120));
  },

  /** A place of a map whose tooltip is headed by a text of this form; also two pixels beside it. */
  spot(side, pattern) {
    const canvas = document.querySelectorAll(".map-canvas")[side];
    const tip = canvas.parentElement.querySelector(".map-tip");
    const box = canvas.getBoundingClientRect();
    const wanted = new RegExp(pattern);
    const here = (x, y) => {
      const at = { clientX: box.left + x, clientY: box.top + y, pointerType: "mouse" };
      canvas.dispatchEvent(new PointerEvent("pointermove", at));
      return !tip.hidden && wanted.test(tip.firstElementChild.textContent);
    };
    for (let y = 4; y < box.height; y += 3)
      for (let x = 4; x < box.width; x += 3)
        if (here(x, y) && here(x - 2, y - 2) && here(x + 2, y + 2)) return { x, y };
    return null;
  },

  /** The contrast of pairs of colour variables, by the formula of WCAG 2. */
  contrasts(pairs) {
    const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
    const pen = canvas.getContext("2d");
    const style = getComputedStyle(document.documentElement);
    const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    const luminance = (name) => {
      pen.fillStyle = style.getPropertyValue(name);
      pen.fillRect(0, 0, 1, 1);
      const [red, green, blue] = [...pen.getImageData(0, 0, 1, 1).data].map((part) => linear(part / 255));
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const ratio = (pair) => {
      const [dim, bright] = pair.map(luminance).sort((one, other) => one - other);
      return (bright + 0.05) / (dim + 0.05);
    };
    return Object.fromEntries(pairs.map((pair) => [pair.join(" on "), ratio(pair)]));
  },
})
