// Pointing at a passage or focusing it marks both its sides, wherever they stand.
let marked = [];

const mark = (event) => {
  const one = event.target.closest?.("[data-passage]");
  const id = one?.dataset.passage;
  if (marked[0]?.dataset.passage === id) return;
  for (const old of marked) old.classList.remove("on");
  marked = id ? [...document.querySelectorAll(`[data-passage="${CSS.escape(id)}"]`)] : [];
  for (const now of marked) now.classList.add("on");
};

document.addEventListener("pointerover", mark);
document.addEventListener("focusin", mark);
