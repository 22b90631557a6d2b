// <button data-way="inline"> in a section with two outputs.
// Shows how long the user waits for the answer, and when the mail has been sent.

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

async function signUp({ currentTarget: button }) {
  const section = button.closest("section");
  const [wait, mail] = section.querySelectorAll("output");
  const start = performance.now();
  const spin = setInterval(() => (wait.value = `Waiting … ${seconds(start)}`), 100);
  button.disabled = true;
  mail.value = "";

  const email = `user-${Date.now()}@example.com`;
  const way = button.dataset.way;
  const answer = await fetch(`/sign-up/${way}?email=${email}`, { method: "POST" });
  clearInterval(spin);
  wait.value = `Welcome! You waited ${seconds(start)}.`;
  button.disabled = false;

  await mailSent((await answer.json()).id);
  mail.value = `Mail sent after ${seconds(start)}.`;
}

async function mailSent(id) {
  for (;;) {
    const user = await (await fetch(`/users/${id}`)).json();
    if (user.welcomed) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

for (const button of document.querySelectorAll("button")) {
  button.addEventListener("click", signUp);
}
