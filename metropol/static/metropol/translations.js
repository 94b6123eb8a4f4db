// The buttons beside translated fields send the form that they stand in, as a draft. They are no
// submit buttons: the first of those is what the Enter key presses.
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-translation]");
  if (!button) return;
  const wish = document.createElement("input");
  wish.type = "hidden";
  wish.name = button.dataset.translation;
  wish.value = button.value;
  button.form.append(wish);
  button.disabled = true;
  button.form.requestSubmit();
});
