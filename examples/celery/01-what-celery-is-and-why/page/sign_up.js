// <button data-way="inline"> in a section with two outputs.
// Shows how long the user waits for the answer, and when the email has been sent.

async function signUp({ currentTarget: button }) {
  const section = button.closest("section");
  const [wait, mail] = section.querySelectorAll("output");
  const start = performance.now();
  grow(mail, 0);
  mail.value = "";

  button.disabled = true;
  wait.value = "Waiting …"; // once: it is read aloud each time it changes
  const ticking = setInterval(() => grow(wait, since(start)), 100);
  const answer = await fetch(address(button.dataset.way), { method: "POST" });
  clearInterval(ticking);
  show(wait, "Welcome! You waited", start);
  button.disabled = false;

  await mailSent((await answer.json()).id);
  show(mail, "Email sent after", start);
}

function address(way) {
  return `/sign-up/${way}?email=user-${Date.now()}@example.com`;
}

async function mailSent(id) {
  for (;;) {
    const user = await (await fetch(`/users/${id}`)).json();
    if (user.welcomed) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function show(output, words, start) {
  grow(output, since(start));
  output.value = `${words} ${since(start).toFixed(1)} s`;
}

function grow(output, seconds) {
  output.style.setProperty("--seconds", seconds);
}

function since(start) {
  return (performance.now() - start) / 1000;
}

for (const button of document.querySelectorAll("button")) {
  button.addEventListener("click", signUp);
}
