// <div class="md-dialog">: what is said in passing at the foot of the page.
// Adds: the words of a "toast" event, for as long as its sender says or two seconds.

const dialog = document.querySelector(".md-dialog");
let said;

dialog.role = "status";
document.addEventListener("toast", ({ detail: { words, milliseconds = 2000 } }) => {
  dialog.firstElementChild.textContent = words;
  dialog.classList.add("md-dialog--active");
  clearTimeout(said);
  said = setTimeout(() => dialog.classList.remove("md-dialog--active"), milliseconds);
});
