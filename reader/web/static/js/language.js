// Switching language, view or sides keeps the place: the link gets the passage that is on screen.
const KEEPERS = ".switch, .offer a, .tools a[href^='?'], a.swap";

const passageOnScreen = () => {
  for (const one of document.querySelectorAll("[data-passage][id]")) {
    const box = one.getBoundingClientRect();
    if (box.bottom > 60 && box.height) return one.id;
  }
  return "";
};

document.addEventListener("click", (event) => {
  const link = event.target.closest(KEEPERS);
  if (!link) return;
  // A key's reader stands on a passage, wherever the page is still scrolling to.
  const focused = document.activeElement?.closest("[data-passage]");
  const place = focused ? `p-${focused.dataset.passage}` : window.scrollY > 80 ? passageOnScreen() : "";
  if (place) link.hash = place;
  else if (!window.location.hash) link.hash = "";
});
