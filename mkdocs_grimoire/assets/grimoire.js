/*
 * Shows the card of a glossary term that is hovered, focused or tapped, and filters the glossary.
 *
 * There is one card, filled from a <template> that the build put on the page: nothing is fetched, so
 * that file:// works. All listeners are delegated, so that nothing is to be bound again when a theme
 * swaps the page. Without this script the links remain.
 *
 * WCAG 2.2, 1.4.13: Escape dismisses the card, the pointer may enter it, and it stays until pointer
 * or focus leave. As for interest invokers, plain text describes its term, and anything richer is a
 * dialog beside it, whose links come next in tab order.
 */
(() => {
  "use strict";

  const OPEN_DELAY = 200; // ms; a pointer that only passes opens nothing
  const CLOSE_DELAY = 300; // ms; time to cross the gap between the term and its card
  const GAP = 6; // px between the term and its card
  const EDGE = 8; // px kept free at the edges of the window
  const CARD = "grimoire-card";
  const TEXT = "grimoire-text"; // what the card says, without its last line
  const SWITCH = ".grimoire-switch";
  const STORE = "grimoire-cards"; // key in the reader's own storage
  const TERM = "a[data-grimoire]";
  const RICH = "a, img, math, table, .arithmatex";

  let card = null; // the element, made on first use
  let term = null; // the link whose card is open
  let line = 0; // which of its line boxes the card is placed at
  let dismissed = null; // the link whose card Escape has closed, until the pointer leaves it
  let pointer = "mouse"; // what was last pressed
  let pressed = null; // where it was pressed
  let timer = 0;

  let isOff = false; // whether the reader has switched the cards off
  try {
    isOff = localStorage.getItem(STORE) === "off";
  } catch {
    // No storage, as on some pages from a file: the switch holds for this page.
  }

  const texts = new WeakMap(); // what the filter compares, by entry

  const within = (node, selector) => (node instanceof Element ? node.closest(selector) : null);
  const inCard = (node) => card !== null && node instanceof Node && card.contains(node);

  function later(action, delay) {
    clearTimeout(timer);
    timer = setTimeout(action, delay);
  }

  function templateOf(link) {
    return document.querySelector(`template[data-grimoire="${CSS.escape(link.dataset.grimoire)}"]`);
  }

  function makeCard() {
    card = document.createElement("div");
    card.id = CARD;
    card.popover = "manual"; // the top layer; where unknown the style's z-index has to do
  }

  function open(link, at = 0) {
    clearTimeout(timer);
    const template = templateOf(link);
    if (isOff || !template || link === term) return;
    close();
    if (!card) makeCard();
    card.replaceChildren(template.content.cloneNode(true));
    // Beside the text, inside its landmark, and in its style.
    (link.closest("article, main, [role=main]") ?? document.body).append(card);
    term = link;
    line = at;
    describe();
    label(card);
    card.showPopover?.({ source: link });
    card.hidden = false;
    place();
    typeset();
  }

  function close() {
    clearTimeout(timer);
    if (!term) return;
    term.removeAttribute("aria-describedby");
    term.removeAttribute("aria-details");
    term = null;
    card.remove();
  }

  /** Closes the card once the pointer has left, unless the focus is still there. */
  function leave() {
    if (!term?.matches(":focus-visible") && !inCard(document.activeElement)) close();
  }

  /** Says what the card is: a description is read aloud at once, a dialog is there to go to. */
  function describe() {
    const text = card.firstElementChild;
    const rich = text.querySelector(RICH);
    text.id = TEXT;
    text.role = rich ? null : "tooltip";
    card.role = rich ? "dialog" : null;
    card.ariaLabel = rich ? text.querySelector("strong").textContent : null;
    if (rich) term.setAttribute("aria-details", CARD);
    else term.setAttribute("aria-describedby", TEXT);
  }

  /** Puts the right words on the switches in an element, and shows what needs this script. */
  function label(root) {
    for (const button of root.querySelectorAll(SWITCH)) {
      button.textContent = isOff ? button.dataset.show : button.dataset.hide;
    }
    for (const line of root.querySelectorAll(".grimoire-filter")) line.hidden = false;
  }

  function toggle() {
    isOff = !isOff;
    try {
      if (isOff) localStorage.setItem(STORE, "off");
      else localStorage.removeItem(STORE);
    } catch {
      // As above.
    }
    label(document);
  }

  /** Returns where a card of a size goes beside a line of text: below it, else above. */
  function position(box, size, view, isRtl) {
    const below = view.height - box.bottom - GAP - EDGE;
    const above = box.top - GAP - EDGE;
    const flips = size.height > below && above > below;
    const height = Math.min(size.height, Math.max(flips ? above : below, 0));
    const start = isRtl ? box.right - size.width : box.left;
    const rightmost = view.width - size.width - EDGE;
    return {
      left: Math.max(EDGE, Math.min(start, rightmost)),
      top: flips ? box.top - GAP - height : box.bottom + GAP,
      height,
    };
  }

  function place() {
    if (!term) return;
    const boxes = term.getClientRects();
    const box = boxes[Math.min(line, boxes.length - 1)];
    const view = { width: document.documentElement.clientWidth, height: window.innerHeight };
    // Not closed: the focus may be on a term that is only now being scrolled into view.
    const isOut = !box || box.bottom < 0 || box.top > view.height;
    card.style.visibility = isOut ? "hidden" : "";
    if (isOut) return;
    card.style.maxHeight = "";
    const isRtl = getComputedStyle(card).direction === "rtl";
    const { left, top, height } = position(box, card.getBoundingClientRect(), view, isRtl);
    card.style.left = `${left}px`;
    card.style.top = `${top}px`;
    card.style.maxHeight = `${height}px`;
  }

  /** Hands the formulas that the build could not convert to the site's own renderer. */
  function typeset() {
    const formulas = [...card.querySelectorAll(".arithmatex")];
    if (!formulas.length) return;
    if (window.MathJax?.typesetPromise) {
      window.MathJax.typesetPromise(formulas).then(place);
    } else if (window.katex) {
      for (const formula of formulas) {
        const tex = formula.textContent.trim().slice(2, -2);
        window.katex.render(tex, formula, { throwOnError: false });
      }
      place();
    }
  }

  /** Returns a text without case and accents. */
  function fold(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  }

  /** Returns what the filter compares of an entry: all but the places that use it. */
  function textOf(entry) {
    if (!texts.has(entry)) {
      const parts = [...entry.children].filter((part) => !part.matches(".grimoire-uses"));
      texts.set(entry, fold(parts.map((part) => part.textContent).join("\n")));
    }
    return texts.get(entry);
  }

  /** Shows the entries that have a text, and says how many they are. */
  function filter(input) {
    const wanted = fold(input.value.trim());
    const entries = document.querySelectorAll(".grimoire-entry");
    let left = 0;
    for (const entry of entries) {
      const fits = textOf(entry).includes(wanted);
      if (entry.hidden === fits) entry.hidden = !fits;
      left += fits;
    }
    const output = input.closest(".grimoire-filter").querySelector("output");
    const words = wanted ? output.dataset.left : "";
    output.textContent = words.replace("{left}", left).replace("{all}", entries.length);
  }

  /** Goes to the entry that the address names, which may be hidden or not laid out yet. */
  function reveal() {
    const target = document.querySelector(":target");
    const entry = within(target, ".grimoire-entry");
    if (!entry) return;
    if (entry.hidden) {
      const input = document.querySelector(".grimoire-filter input");
      input.value = "";
      filter(input);
    }
    target.scrollIntoView();
  }

  /** Returns which line box of a link is under the pointer; a term may wrap. */
  function lineAt(link, event) {
    const boxes = [...link.getClientRects()];
    const found = boxes.findIndex((box) => event.clientY >= box.top && event.clientY <= box.bottom);
    return Math.max(found, 0);
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = within(event.target, TERM);
    if (link !== dismissed) dismissed = null;
    if (inCard(event.target) || (link && link === term)) clearTimeout(timer);
    else if (link && link !== dismissed) later(() => open(link, lineAt(link, event)), OPEN_DELAY);
  });

  document.addEventListener("pointerout", (event) => {
    if (event.pointerType === "touch") return;
    const left = within(event.target, TERM);
    const entered = event.relatedTarget;
    if ((!left && !inCard(event.target)) || inCard(entered) || (left && left.contains(entered))) return;
    dismissed = null;
    if (event.buttons && inCard(pressed)) return; // a selection that goes beyond the card
    later(leave, CLOSE_DELAY);
  });

  document.addEventListener("focusin", (event) => {
    const link = within(event.target, TERM);
    if (link?.matches(":focus-visible")) open(link);
    else if (link !== term && !inCard(event.target)) close();
  });

  document.addEventListener("pointerdown", (event) => {
    pointer = event.pointerType;
    pressed = event.target;
  }, true);

  // Safari on iOS makes no click of a tap beside a link.
  document.addEventListener("pointerup", (event) => {
    const isOutside = !inCard(event.target) && !within(event.target, TERM);
    if (event.pointerType === "touch" && isOutside) close();
  }, true);

  // On the window and in the capture phase: instant navigation listens on the body and follows a
  // link whatever is prevented after it.
  window.addEventListener("click", (event) => {
    const link = within(event.target, TERM);
    if (within(event.target, SWITCH)) {
      toggle();
      return;
    }
    const isTap = pointer === "touch" && event.detail > 0; // 0: a keyboard or assistive technology
    if (isTap && link && link !== term && !isOff && templateOf(link)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      open(link, lineAt(link, event));
    } else if (!inCard(event.target) && !inCard(pressed)) {
      close();
    }
  }, true);

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !term) return;
    event.stopPropagation();
    dismissed = term.matches(":hover") || card.matches(":hover") ? term : null;
    if (inCard(document.activeElement)) term.focus();
    close();
  }, true);

  window.addEventListener("scroll", (event) => {
    if (!inCard(event.target)) place();
  }, { capture: true, passive: true });
  window.addEventListener("resize", place, { passive: true });
  window.addEventListener("hashchange", () => {
    close(); // a link of the card led elsewhere on the page
    reveal();
  });

  document.addEventListener("input", (event) => {
    if (within(event.target, ".grimoire-filter")) filter(event.target);
  });

  label(document);
  window.document$?.subscribe(() => { // the page has been swapped, under an open card perhaps
    close();
    label(document);
  });
})();
