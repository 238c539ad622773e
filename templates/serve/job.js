"use strict";
// Looks after a running audit, then shows what came of it.
(() => {
  const job = document.getElementById("job");
  const alarm = document.querySelector("[role=alert]");
  if (alarm) alarm.focus();
  const answers = document.getElementById("answers");
  if (answers) answers.addEventListener("submit", () => setTimeout(() => answers.querySelectorAll("button").forEach((one) => { one.disabled = true; })));
  if (!job) return;
  const stage = document.getElementById("stage"), bar = document.getElementById("bar");
  const address = `/jobs/${job.dataset.id}`;
  let silent = 0;
  const look = async () => {
    try {
      const known = await (await fetch(`${address}/state`)).json();
      silent = 0;
      if (known.state === "done") return location.replace(`${address}/audit.html`);
      if (known.state !== "working" && known.state !== "uploading") return location.reload();
      if (stage.textContent !== known.stage) stage.textContent = known.stage;
      if (known.share === null) bar.removeAttribute("value");
      else bar.value = known.share;
    } catch {
      silent += 1;
      if (silent > 5) stage.textContent = "Программа не отвечает: похоже, её окно закрыли. Запустите её снова и повторите проверку.";
    }
    setTimeout(look, 700);
  };
  look();
})();
