// Footnotes, terms and names open in place, in a card under their mark; without this script their
// links lead to the note or the entry.
let card = null;
let opener = null;

const close = (refocus) => {
  card?.remove();
  opener?.removeAttribute("aria-expanded");
  if (refocus) opener?.focus();
  card = opener = null;
};

const show = (link, parts, moveFocus) => {
  close(false);
  card = document.createElement("div");
  card.className = "note-card";
  card.setAttribute("role", moveFocus ? "group" : "status");
  card.tabIndex = -1;
  if (moveFocus) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "close";
    button.textContent = "×";
    button.setAttribute("aria-label", document.querySelector("[data-close]").dataset.close);
    button.addEventListener("click", () => close(true));
    card.append(button);
  }
  card.append(...parts);
  document.querySelector("main").append(card);
  opener = link;
  link.setAttribute("aria-expanded", "true");
  const at = link.getBoundingClientRect();
  const left = Math.min(at.left, document.documentElement.clientWidth - card.offsetWidth - 16);
  card.style.left = `${Math.max(16, left) + window.scrollX}px`;
  card.style.top = `${at.bottom + window.scrollY + 6}px`;
  if (moveFocus) card.focus({ preventScroll: true });
};

const noteParts = (link) => {
  const note = document.getElementById(link.hash.slice(1));
  if (!note) return [];
  const holder = note.closest("[data-passage]") ?? note.querySelector("[data-passage]");
  const id = holder ? CSS.escape(holder.dataset.passage) : "";
  const sides = id ? [...document.querySelectorAll(`.notes [data-passage="${id}"]`)] : [note];
  return sides.map((side) => {
    const copy = document.createElement("div");
    copy.lang = side.closest("[lang]").lang;
    copy.append(...side.cloneNode(true).childNodes);
    for (const extra of copy.querySelectorAll(".n, .back")) extra.remove();
    for (const under of copy.querySelectorAll(".under")) under.hidden = false;
    for (const named of copy.querySelectorAll("[id]")) named.removeAttribute("id");
    return copy;
  });
};

const entryParts = async (link) => {
  const url = new URL(link.href);
  const answer = await fetch(`${url.pathname}/${url.hash.slice(1)}`);
  if (!answer.ok) throw new Error(answer.statusText);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const entry = page.querySelector(".entry");
  return [...entry.children].map((child) => document.importNode(child, true));
};

const openEntry = async (link, moveFocus) => {
  try {
    const parts = await entryParts(link);
    if (moveFocus || document.activeElement === link) show(link, parts, moveFocus);
  } catch {
    if (moveFocus) window.location.assign(link.href);
  }
};

const plain = (event) => !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.nr, a.t");
  if (!link) {
    if (card && !card.contains(event.target)) close(false);
    return;
  }
  if (!plain(event)) return;
  const parts = link.matches(".nr") ? noteParts(link) : null;
  if (parts?.length === 0) return;
  event.preventDefault();
  if (parts) show(link, parts, true);
  else openEntry(link, true);
});

document.addEventListener("focusin", (event) => {
  if (card && event.target !== opener && !card.contains(event.target)) close(false);
  if (event.target.matches("a.t") && event.target.matches(":focus-visible") && event.target !== opener) {
    openEntry(event.target, false);
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && card) close(true);
});
