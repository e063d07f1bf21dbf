// Where the reader stopped, kept on this device and offered on the next visit; and how far it is.
const text = document.querySelector("[data-slug]");
const key = text && `place:${text.dataset.slug}`;
const passages = [...document.querySelectorAll("[data-passage][id]")].filter((one) => !one.closest(".notes"));
const progress = document.querySelector(".progress");
const resume = document.querySelector(".resume");
const FIRST_FEW = 4;

const kept = () => {
  try { return window.localStorage.getItem(key); } catch { return null; }
};

const keep = (id) => {
  try { window.localStorage.setItem(key, id); } catch { /* private windows keep nothing */ }
};

const forget = () => {
  try { window.localStorage.removeItem(key); } catch { /* nothing was kept */ }
};

const current = () => {
  let low = 0;
  let high = passages.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passages[middle].getBoundingClientRect().bottom < 60) low = middle + 1;
    else high = middle;
  }
  return low;
};

const update = () => {
  const end = window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 4;
  const at = end ? passages.length - 1 : current();
  progress.querySelector("progress").value = window.scrollY < 80 ? 0 : ((at + 1) / passages.length) * progress.querySelector("progress").max;
  if (window.scrollY < 80) return;
  if (end) forget();
  else if (at >= FIRST_FEW) keep(passages[at].id);
};

if (text && passages.length) {
  const place = kept();
  const target = place && document.getElementById(place);
  if (target && !window.location.hash) {
    resume.querySelector("a").hash = place;
    resume.hidden = false;
    const done = () => { resume.hidden = true; };
    resume.querySelector("a").addEventListener("click", done);
    resume.querySelector("button").addEventListener("click", () => { forget(); done(); });
  }
  progress.hidden = false;
  let waiting = 0;
  window.addEventListener("scroll", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(update, 120);
  }, { passive: true });
}
