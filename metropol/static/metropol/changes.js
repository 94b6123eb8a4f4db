// What the draft changes, fetched each time the panel is opened: it may have been saved meanwhile.
(() => {
  const load = async (content) => {
    const panel = content.closest("[data-side-panel]");
    const status = panel.querySelector("[data-changes-status]");
    status.textContent = content.dataset.loading;
    try {
      const response = await fetch(content.dataset.changes, {
        headers: { "X-Requested-With": "XMLHttpRequest" },
      });
      if (!response.ok) throw new Error(response.status);
      content.innerHTML = await response.text();
      status.textContent = "";
    } catch {
      status.textContent = content.dataset.failed;
    }
  };

  const start = () => {
    const panel = document.querySelector("[data-side-panel='changes']");
    if (!panel) return;
    // A new page gets its content when it is saved for the first time.
    const open = () => {
      const content = panel.querySelector("[data-changes]");
      if (content) load(content);
    };
    panel.addEventListener("show", open);
    if (!panel.hidden) open();
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
