// Sends files to the server, three at a time, and tells the page how far they are. The page shows it; this only sends.

const atOnce = 3;

export function receive(zone, page, address, largest, texts) {
  const input = zone.querySelector("input[type=file]");
  const waiting = [];
  const sending = new Map();
  // What the server has all of: it attaches or refuses it, whatever happens here.
  const whole = new Set();
  let next = 0;

  const tell = (method, ...values) => page.invokeMethodAsync(method, ...values).catch(() => {});

  function take(files) {
    const begun = [...files].map(file => ({ key: ++next, name: file.name, file }));
    if (begun.length === 0) return;
    tell("Begin", begun.map(({ key, name }) => ({ key, name }))).then(() => {
      for (const one of begun) {
        if (one.file.size > largest) tell("End", one.key, texts.large);
        else waiting.push(one);
      }
      go();
    });
  }

  function go() {
    while (sending.size < atOnce && waiting.length > 0) send(waiting.shift());
  }

  function send({ key, name, file }) {
    const request = new XMLHttpRequest();
    let told = 0;
    sending.set(key, request);
    const end = problem => {
      sending.delete(key);
      whole.delete(key);
      tell("End", key, problem);
      go();
    };
    request.open("POST", `${address}&name=${encodeURIComponent(name.toWellFormed())}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("RequestVerificationToken", document.querySelector("meta[name=antiforgery]").content);
    request.upload.onprogress = event => {
      const percent = event.lengthComputable ? Math.floor((event.loaded / event.total) * 100) : 0;
      if (percent - told >= 5 || (percent === 100 && told < 100)) {
        told = percent;
        tell("Progress", key, percent);
      }
    };
    request.upload.onload = () => {
      whole.add(key);
      if (told < 100) tell("Progress", key, (told = 100));
    };
    request.onload = () => {
      if (request.status === 201) return end(null);
      // Whoever is no longer signed in is led to the sign-in page, which is no answer to a file.
      const isOurs = request.getResponseHeader("Content-Type")?.startsWith("application/json");
      end(isOurs ? JSON.parse(request.responseText).message : texts.ended);
    };
    request.onerror = () => end(texts.lost);
    request.onabort = () => {
      sending.delete(key);
      go();
    };
    request.send(file);
  }

  const stop = event => event.preventDefault();
  const over = event => {
    event.preventDefault();
    zone.classList.add("drop-zone-over");
  };
  const away = () => zone.classList.remove("drop-zone-over");
  const drop = event => {
    event.preventDefault();
    away();
    const files = [...event.dataTransfer.files];
    if (input.multiple || files.length < 2) take(files);
    else tell("TakesOne");
  };
  const choose = () => {
    take(input.files);
    input.value = "";
  };
  zone.addEventListener("dragenter", over);
  zone.addEventListener("dragover", over);
  zone.addEventListener("dragleave", away);
  zone.addEventListener("drop", drop);
  input.addEventListener("change", choose);
  // A file that misses the zone shall not replace the page.
  window.addEventListener("dragover", stop);
  window.addEventListener("drop", stop);
  // Whoever was faster than this script has chosen already.
  choose();

  return {
    aim: to => (address = to),
    // False when it is too late: nothing of it can be called back then.
    cancel(key) {
      const i = waiting.findIndex(one => one.key === key);
      if (i >= 0) return waiting.splice(i, 1).length > 0;
      if (!sending.has(key) || whole.has(key)) return false;
      sending.get(key).abort();
      return true;
    },
    leave() {
      waiting.length = 0;
      for (const request of [...sending.values()]) request.abort();
      window.removeEventListener("dragover", stop);
      window.removeEventListener("drop", stop);
    },
  };
}
