// A tap on a sentence, or Enter on its number, opens its other side under it.
const toggle = (one) => {
  const under = one.querySelector(".under");
  if (!under) return;
  under.hidden = !under.hidden;
  one.classList.toggle("open", !under.hidden);
  one.querySelector("[data-peek]").setAttribute("aria-expanded", String(!under.hidden));
};

document.querySelector(".v-peek")?.addEventListener("click", (event) => {
  const one = event.target.closest(".u");
  const link = event.target.closest("a");
  if (!one || event.target.closest(".under")) return;
  if (link && !link.matches("[data-peek]")) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || String(window.getSelection())) return;
  event.preventDefault();
  toggle(one);
});
