// The little that the portal itself needs of a script; only pages with a circuit load it.

// Links to a place on the same page move the focus there as well: the skip link and the summary of faults rely on it.
document.addEventListener("click", event => {
  const link = event.target.closest?.("a[href*='#']");
  if (!link || event.defaultPrevented || link.pathname !== location.pathname || link.search !== location.search) return;
  const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!target) return;
  event.preventDefault();
  bring(target);
}, true);

// What is folded away is opened before the focus goes into it.
function bring(target) {
  for (let fold = target.parentElement?.closest("details"); fold; fold = fold.parentElement?.closest("details")) fold.open = true;
  target.scrollIntoView({ block: "center" });
  target.focus({ preventScroll: true });
}

// The next item of a sheet that is open, after the one in which somebody was last; after the last one comes the first.
let lastItem = null;
document.addEventListener("focusin", event => lastItem = event.target.closest?.(".sheet-item") ?? lastItem);
window.portalNextOpen = area => {
  const open = [...area.querySelectorAll(".sheet-item[data-open]")];
  const after = lastItem && area.contains(lastItem)
    ? open.find(item => lastItem.compareDocumentPosition(item) & Node.DOCUMENT_POSITION_FOLLOWING)
    : open[0];
  const item = after ?? open[0];
  const reason = item?.querySelector("[data-path$='.reason'] :is(input, textarea)");
  const control = reason && !reason.value ? reason : item?.querySelector("input, textarea, .form-support a");
  if (control) bring(control);
};
window.portalFold = (area, open) => area.querySelectorAll("details.sheet-group").forEach(group => group.open = open);

// Half a character cannot travel: it becomes the sign for one before anybody is told, and is refused at its field.
document.addEventListener("change", event => {
  const field = event.target;
  if (field.matches?.("input, textarea") && field.type !== "file" && field.value.isWellFormed?.() === false) field.value = field.value.toWellFormed();
}, true);

// A field that somebody is still typing in has told nobody: where the page guards what is not saved, leaving asks for that as well.
let entered = null;
document.addEventListener("focusin", event => entered = event.target.matches?.("textarea, input[type=text]") ? { field: event.target, text: event.target.value } : null);
document.addEventListener("change", event => { if (entered?.field === event.target) entered.text = event.target.value; });
addEventListener("beforeunload", event => {
  if (entered?.field === document.activeElement && entered.field.value !== entered.text && document.querySelector("[data-unsaved-guard]")) event.preventDefault();
});

// A table that goes on beyond the edge of its box shows it there (portal.css).
const markEdges = box => {
  const before = box.scrollLeft > 1, after = box.scrollLeft + box.clientWidth < box.scrollWidth - 1;
  if (before || after) box.dataset.more = before && after ? "both" : before ? "before" : "after";
  else delete box.dataset.more;
};
const sized = new ResizeObserver(entries => entries.forEach(entry => {
  const box = entry.target.closest(".table-scroll");
  if (box) markEdges(box);
}));
const seenTables = new WeakSet();
const watchTables = () => document.querySelectorAll(".table-scroll, .table-scroll > table").forEach(part => {
  if (seenTables.has(part)) return;
  seenTables.add(part);
  sized.observe(part);
});
document.addEventListener("scroll", event => event.target.matches?.(".table-scroll") && markEdges(event.target), true);
new MutationObserver(watchTables).observe(document.documentElement, { childList: true, subtree: true });
watchTables();

// An open menu of the signed-in person closes on Escape and on a click elsewhere.
const closeMenus = except => document.querySelectorAll("details.person[open]").forEach(menu => {
  if (menu !== except) menu.open = false;
});
document.addEventListener("click", event => closeMenus(event.target.closest?.("details.person")));
document.addEventListener("keydown", event => {
  const menu = event.key === "Escape" && document.querySelector("details.person[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// Signing out ends every tab of this browser, not only the one in which it was asked for: the others read themselves anew, signed out.
const session = new BroadcastChannel("portal-session");
session.addEventListener("message", () => location.reload());
document.addEventListener("submit", async event => {
  const form = event.target;
  if (!form.matches("form[data-sign-out]")) return;
  event.preventDefault();
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) }).catch(() => null);
  if (!answer?.ok) return form.submit();
  session.postMessage("ended");
  location.assign(answer.url);
});

// Keeps what the self-check was told in the address, behind the number sign: a reload or a bookmark brings it back, and no server sees it.
window.portalKeep = mark => history.replaceState(history.state, "", location.pathname + mark);

// Tells a form what is typed in its pauses, and never changes a field: a reload in the middle of a sentence loses nothing.
window.portalTyped = (form, page) => {
  const waiting = new Map();
  form.addEventListener("input", event => {
    const field = event.target;
    if (field.type !== "text" && field.localName !== "textarea") return;
    clearTimeout(waiting.get(field.id));
    waiting.set(field.id, setTimeout(() => {
      if (!event.isComposing) page.invokeMethodAsync("TypedAsync", field.id, field.value).catch(() => {});
    }, 700));
  });
};

// A text that is sent once: told in pauses of typing and when its field is left. Until the server has said that it is kept it stays in this
// window, so that a lost connection takes nothing away; what was held back is returned.
const ownKey = key => `portal-own:${key}`;
window.portalOwnTextLeft = key => {
  const left = sessionStorage.getItem(ownKey(key));
  sessionStorage.removeItem(ownKey(key));
  return left;
};
window.portalOwnTextIs = (area, text) => area.querySelector("textarea")?.value === text;
window.portalOwnText = (area, page, key, known) => {
  const store = ownKey(key);
  let timer;
  const hold = text => {
    try {
      sessionStorage.setItem(store, text);
    } catch {
      // More than a browser keeps for a window: it still stands in its field, and is still sent.
    }
  };
  // What the field no longer holds was sent, or is another text by now.
  const again = text => {
    if (area.querySelector("textarea")?.value === text) tell(text);
  };
  const tell = async text => {
    clearTimeout(timer);
    let kept = false;
    try {
      kept = await page.invokeMethodAsync("TypedAsync", text);
    } catch {
      // The connection is gone, or the field is.
    }
    if (sessionStorage.getItem(store) !== text) return;
    if (kept) sessionStorage.removeItem(store);
    else if (area.isConnected) timer = setTimeout(again, 3000, text);
  };
  // Half a character cannot travel, and a text beyond all measure would end the connection.
  const textOf = event => (event.target.value.toWellFormed?.() ?? event.target.value).slice(0, 100000);
  area.addEventListener("input", event => {
    const text = textOf(event);
    hold(text);
    clearTimeout(timer);
    timer = setTimeout(tell, 2000, text);
  });
  area.addEventListener("change", event => {
    const text = textOf(event);
    hold(text);
    tell(text);
  });
  const left = sessionStorage.getItem(store);
  if (left !== null && left === known) {
    sessionStorage.removeItem(store);
    return null;
  }
  // Typed before this was listening.
  const typed = area.querySelector("textarea")?.value ?? "";
  if (left === null && typed !== "" && typed !== (known ?? "")) {
    hold(typed);
    timer = setTimeout(again, 2000, typed);
  }
  return left;
};

// The lost connection.
const dialog = document.getElementById("components-reconnect-modal");
const reload = () => location.reload();

async function reconnect() {
  document.removeEventListener("visibilitychange", whenSeen);
  try {
    // False: the server is there but does not know the circuit any more. An exception: the server is not there.
    if (await Blazor.reconnect()) return;
    if (await Blazor.resumeCircuit()) dialog.close();
    else reload();
  } catch {
    document.addEventListener("visibilitychange", whenSeen);
  }
}

async function resume() {
  try {
    if (!(await Blazor.resumeCircuit())) reload();
  } catch {
    dialog.classList.replace("components-reconnect-paused", "components-reconnect-resume-failed");
  }
}

function whenSeen() {
  if (document.visibilityState === "visible") reconnect();
}

dialog.addEventListener("components-reconnect-state-changed", ({ detail: { state } }) => {
  if (state === "show") dialog.showModal();
  else if (state === "hide") dialog.close();
  else if (state === "failed") document.addEventListener("visibilitychange", whenSeen);
  else if (state === "rejected") reload();
});
document.getElementById("reconnect-retry").addEventListener("click", reconnect);
document.getElementById("reconnect-resume").addEventListener("click", resume);
document.getElementById("reconnect-reload").addEventListener("click", reload);
document.getElementById("error-reload").addEventListener("click", reload);

// Moves the focus to a field or heading that the page has just drawn; to another one where it is not there.
window.portalFocus = (id, otherwise) => {
  const target = document.getElementById(id) ?? document.getElementById(otherwise);
  if (target) bring(target);
};
