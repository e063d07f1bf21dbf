// Reading by keyboard. Keys are taken by their place, so that they work in the Russian layout too.
const stops = [...document.querySelectorAll("[data-passage][id]")];
const handle = (one) => one.querySelector(":scope > summary") ?? one.querySelector(".n") ?? one;

const at = () => {
  const focused = document.activeElement?.closest("[data-passage]");
  if (focused) return stops.findIndex((one) => one.dataset.passage === focused.dataset.passage);
  const below = stops.findIndex((one) => one.getBoundingClientRect().top > 60);
  return (below < 0 ? stops.length : below) - 0.5;
};

const go = (step) => {
  const next = step > 0 ? Math.floor(at() + 1) : Math.ceil(at() - 1);
  const one = stops[Math.min(stops.length - 1, Math.max(0, next))];
  if (!one) return;
  const target = handle(one);
  if (target === one) one.tabIndex = -1;
  target.focus({ preventScroll: true });
  one.scrollIntoView({ block: "center" });
};

const follow = (selector) => document.querySelector(selector)?.click();

const nextView = () => {
  const views = [...document.querySelectorAll(".views a")];
  const now = views.findIndex((one) => one.hasAttribute("aria-current"));
  views[(now + 1) % views.length]?.click();
};

const help = () => {
  const list = document.getElementById("keys");
  list.open = true;
  list.scrollIntoView({ block: "center" });
  list.querySelector("summary").focus({ preventScroll: true });
};

const cite = () => {
  const one = document.activeElement?.closest("[data-passage]") ?? stops[Math.max(0, Math.floor(at()))];
  one?.querySelector(".n")?.click();
};

const ACTIONS = {
  KeyJ: () => go(1),
  KeyK: () => go(-1),
  KeyV: nextView,
  KeyS: () => follow("a.swap"),
  KeyL: () => follow("a.switch"),
  KeyC: cite,
  Slash: () => follow("a.to-search"),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input:not([type=radio]), textarea, select")) return;
  if (event.key === "?") help();
  else if (event.shiftKey || !ACTIONS[event.code]) return;
  else ACTIONS[event.code]();
  event.preventDefault();
});
