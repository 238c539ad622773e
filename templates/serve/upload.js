"use strict";
// Takes dropped or chosen files, a folder with what it holds, and sends them one by one.
(() => {
  const by = (id) => document.getElementById(id);
  const drop = by("drop"), going = by("going"), bar = by("bar"), told = by("told"), trouble = by("trouble"), why = by("why");
  let job = null, request = null, stopped = false, busy = false;

  const fail = (message) => {
    going.hidden = true;
    drop.hidden = false;
    why.textContent = message;
    trouble.hidden = false;
    trouble.focus();
  };
  const size = (count) => (count < 1048576 ? `${Math.ceil(count / 1024)} КБ` : `${(count / 1048576).toFixed(1).replace(".", ",")} МБ`);
  const post = (address) => fetch(address, { method: "POST", redirect: "manual" });
  const answer = async (response) => {
    const data = await response.json().catch(() => ({}));
    if (!response.ok) throw new Error(data.message || "Программа не отвечает как надо: откройте страницу заново");
    return data;
  };
  const send = (address, file, progress) =>
    new Promise((done, failed) => {
      request = new XMLHttpRequest();
      request.open("PUT", address);
      request.setRequestHeader("Content-Type", "application/octet-stream");
      request.upload.onprogress = (event) => progress(event.loaded);
      request.onload = () => {
        if (request.status < 300) return done();
        let message = "Файл не принят";
        try { message = JSON.parse(request.responseText).message; } catch { /* the answer says nothing */ }
        failed(new Error(`${file.name}: ${message}`));
      };
      request.onerror = () => failed(new Error(`${file.name}: связь прервалась. Файл слишком велик, изменился или программа закрыта`));
      request.onabort = () => failed(new Error("Загрузка отменена"));
      request.send(file);
    });

  // What does not fit is told before it is sent: a browser whose connection is cut does not read the answer.
  const unfit = (found, total) => {
    const limits = drop.dataset, large = found.find((one) => one.file.size > Number(limits.file));
    if (large) return `${large.file.name}: файл больше ${limits.fileTold}. Выгрузите период короче или таблицы по отдельности, лучше в CSV.`;
    if (total > Number(limits.total)) return `Файлы вместе больше ${limits.totalTold}: выгрузите период короче.`;
    if (found.length > Number(limits.files)) return `Файлов больше ${limits.files}: соберите их в один архив ZIP.`;
    return "";
  };

  const upload = async (found) => {
    if (!found.length) return fail("Здесь нет файлов: выберите файлы выгрузки или папку с ними.");
    const total = found.reduce((sum, one) => sum + one.file.size, 0) || 1;
    const refusal = unfit(found, total);
    if (refusal) return fail(refusal);
    let before = 0;
    stopped = false;
    job = null;
    busy = true;
    trouble.hidden = true;
    drop.hidden = true;
    going.hidden = false;
    by("stop").focus();
    try {
      job = (await answer(await post("/jobs"))).id;
      for (const [place, { file, path }] of found.entries()) {
        if (stopped) throw new Error("Загрузка отменена");
        const tell = (loaded) => {
          bar.value = Math.min(1, (before + loaded) / total);
          told.textContent = `Файл ${place + 1} из ${found.length}: ${file.name}. Загружено ${size(before + loaded)} из ${size(total)}`;
        };
        tell(0);
        await send(`/jobs/${job}/files?name=${encodeURIComponent(path)}`, file, tell);
        before += file.size;
      }
      await answer(await post(`/jobs/${job}/read`));
      busy = false;
      location.assign(`/jobs/${job}`);
    } catch (error) {
      busy = false;
      if (job) await post(`/jobs/${job}/drop`).catch(() => {});
      fail(error.message);
    }
  };

  const walk = async (entry, path) => {
    if (entry.isFile) {
      const file = await new Promise((done, failed) => entry.file(done, failed));
      return [{ file, path: path + entry.name }];
    }
    const reader = entry.createReader(), found = [];
    for (;;) {
      const some = await new Promise((done, failed) => reader.readEntries(done, failed));
      if (!some.length) return found;
      for (const one of some) found.push(...(await walk(one, `${path}${entry.name}/`)));
    }
  };
  const own = (files) => [...files].map((file) => ({ file, path: file.webkitRelativePath || file.name }));

  // A page that is left or loaded anew sends nothing more: what has come must not wait for the rest.
  addEventListener("beforeunload", (event) => { if (busy) event.preventDefault(); });
  addEventListener("pagehide", () => { if (busy && job) navigator.sendBeacon(`/jobs/${job}/drop`); });
  by("pick-files").addEventListener("click", () => by("files").click());
  by("pick-folder").addEventListener("click", () => by("folder").click());
  for (const id of ["files", "folder"]) by(id).addEventListener("change", (event) => upload(own(event.target.files)));
  by("stop").addEventListener("click", () => {
    stopped = true;
    if (request) request.abort();
  });
  // A file dropped beside the field must not open in place of the page.
  for (const kind of ["dragover", "drop"]) addEventListener(kind, (event) => event.preventDefault());
  addEventListener("dragover", () => drop.classList.add("over"));
  addEventListener("dragleave", (event) => { if (!event.relatedTarget) drop.classList.remove("over"); });
  addEventListener("drop", async (event) => {
    drop.classList.remove("over");
    if (drop.hidden) return;
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
    const files = own(event.dataTransfer.files);
    try {
      upload(entries.length ? (await Promise.all(entries.map((entry) => walk(entry, "")))).flat() : files);
    } catch {
      fail("Папка не читается: проверьте права на неё или выберите файлы кнопкой.");
    }
  });
})();
