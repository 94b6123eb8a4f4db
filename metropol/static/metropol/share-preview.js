// Links to a draft: made, ended and copied without leaving the form, whose texts may be unsaved.
(() => {
  const say = (panel, text) => {
    panel.querySelector("[data-share-status]").textContent = text;
  };

  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("[data-share]");
    if (!form) return;
    event.preventDefault();
    const panel = form.closest("[data-share-panel]");
    say(panel, "");
    try {
      const response = await fetch(form.getAttribute("action"), {
        method: "POST",
        body: new FormData(form, event.submitter),
        headers: { "X-Requested-With": "XMLHttpRequest" },
      });
      if (!response.ok && response.status !== 409) throw new Error(response.status);
      const content = panel.querySelector("[data-share-content]");
      content.innerHTML = await response.text();
      const done = content.querySelector("[data-share-done]");
      say(panel, (done ?? content).textContent.trim());
      done?.remove();
      content.querySelector("input[readonly], button")?.focus();
    } catch {
      say(panel, panel.dataset.failed);
    }
  });

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-share-copy]");
    if (!button) return;
    const panel = button.closest("[data-share-panel]");
    const field = document.getElementById(button.dataset.shareCopy);
    try {
      await navigator.clipboard.writeText(field.value);
      say(panel, panel.dataset.copied);
    } catch {
      // No permission, or no safe connection: the person copies it.
      field.focus();
      field.select();
      say(panel, panel.dataset.select);
    }
  });
})();
