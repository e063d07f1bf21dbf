// The page's look changes as it is chosen, and is kept by the same form that works without scripts.
const form = document.querySelector(".look form");

form?.addEventListener("change", () => {
  const data = new FormData(form);
  for (const name of ["size", "width", "face", "theme"]) document.documentElement.dataset[name] = data.get(name);
  fetch(form.action, { method: "POST", body: new URLSearchParams(data), redirect: "manual", keepalive: true })
    .catch(() => form.requestSubmit());
});
if (form) form.querySelector("button").hidden = true;

// An opened list closes when the reader goes on elsewhere.
document.addEventListener("click", (event) => {
  for (const drop of document.querySelectorAll(".drop[open]")) {
    if (!drop.contains(event.target) || event.target.closest(".toc a")) drop.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const drop of document.querySelectorAll(".drop[open]")) {
    drop.open = false;
    drop.querySelector("summary").focus();
  }
});
