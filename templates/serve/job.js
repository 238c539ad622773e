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
  const spent = document.getElementById("spent"), began = Date.now();
  const tell = () => {
    const passed = Math.floor((Date.now() - began) / 1000);
    spent.textContent = `Прошло ${Math.floor(passed / 60)}:${String(passed % 60).padStart(2, "0")}`;
    spent.hidden = passed < 5;
  };
  setInterval(tell, 1000);
  let silent = 0;
  const look = async () => {
    try {
      const answer = await fetch(`${address}/state`);
      // It was deleted in another tab, or the program was started anew: the page itself says so.
      if (answer.status === 403 || answer.status === 404) return location.reload();
      const known = await answer.json();
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
