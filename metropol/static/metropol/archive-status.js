// While a run goes on, show how far it is; when it has ended, show its report.
(() => {
  const head = document.querySelector("[data-archive-status]");
  if (!head) return;
  const look = async () => {
    try {
      const response = await fetch(head.dataset.archiveStatus);
      if (response.ok) {
        const text = await response.text();
        const state = response.headers.get("X-Archive-State");
        if (state !== head.dataset.archiveState) {
          window.location.reload();
          return;
        }
        if (text !== head.innerHTML) head.innerHTML = text;
      }
    } catch {
      // The network is away; look again later.
    }
    setTimeout(look, 2000);
  };
  setTimeout(look, 1000);
})();
