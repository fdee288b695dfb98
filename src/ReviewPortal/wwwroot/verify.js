// Compares a file with the letter's digest, here in the browser: the file is sent nowhere.
const file = document.getElementById("verify-file");
const result = document.getElementById("verify-result");
file?.addEventListener("change", async () => {
  const chosen = file.files[0];
  result.textContent = "";
  if (!chosen) return;
  // Browsers compute digests only where the connection is protected.
  if (!crypto.subtle) {
    result.textContent = file.dataset.unable;
    return;
  }
  const digest = await crypto.subtle.digest("SHA-256", await chosen.arrayBuffer());
  const hex = [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, "0")).join("");
  const same = hex === file.dataset.digest;
  result.textContent = (same ? file.dataset.same : file.dataset.other) + " " + hex;
  result.className = same ? "verify-same" : "verify-other";
});
