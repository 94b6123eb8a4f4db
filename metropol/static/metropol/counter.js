/* Counts the characters of a text while it is typed, and says so at rest. */
for (const field of document.querySelectorAll("[data-counter]")) {
  const most = Number(field.dataset.counter);
  const hint = document.getElementById(field.getAttribute("aria-describedby")?.split(" ")[0]);
  if (!hint) continue;
  const shown = document.createElement("span");
  const spoken = document.createElement("span");
  shown.className = "count";
  shown.ariaHidden = "true";
  spoken.className = "quiet";
  spoken.role = "status";
  hint.append(shown);
  hint.after(spoken);
  let waiting;
  const count = (event) => {
    const length = field.value.replaceAll("\r\n", "\n").trim().length;
    shown.textContent = ` ${length} / ${most}`;
    shown.classList.toggle("over", length > most);
    clearTimeout(waiting);
    if (!event) return;
    waiting = setTimeout(() => {
      spoken.textContent = length ? `${length} / ${most}` : "";
    }, 1000);
  };
  field.addEventListener("input", count);
  count();
}
