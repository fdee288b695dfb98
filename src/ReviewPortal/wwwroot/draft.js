// What is typed into a plan. It is kept in this window until the server has said that it is stored: a lost connection, a restarted server or
// an expired sign-in take nothing away. What stands in a field is changed from here alone, and never while somebody changes it.

const wait = 1500; // Sent at the latest so long after it was typed; two seconds with the way to the server.
const again = 3000;

let keeper = null; // { root, net, key, unsent: path → { typed, base, removals, refused }, lost: what was for an entry that has gone }
const timers = new Map();
const sending = new Map();
const shown = new WeakMap(); // What the server had when the text in a field was put there.
let composing = false;

const store = key => `portal-draft:${key}`;
const fieldOf = target => target instanceof Element && keeper?.root.isConnected && keeper.root.contains(target)
  ? target.closest("[data-path]")
  : null;
const textOf = field => field.querySelector("textarea, input[type=text], input[type=email], input[type=tel]");
const isText = control => control.matches("textarea, input[type=text], input[type=email], input[type=tel]");

function typedIn(field, changed) {
  const text = textOf(field) ?? field.querySelector("select");
  if (text) return text.value;
  const chosen = [...field.querySelectorAll("input:checked")].map(one => one.value);
  const none = changed?.value === "-" && changed.checked;
  return none ? "-" : chosen.filter(value => value !== "-").join(",");
}

function persist() {
  if (keeper.key === null) return;
  try {
    const held = [...keeper.unsent, ...keeper.lost];
    if (held.length === 0) sessionStorage.removeItem(store(keeper.key));
    else sessionStorage.setItem(store(keeper.key), JSON.stringify(held));
  } catch {
    // More than a browser keeps for a window: it still stands in its field, and is still sent.
  }
}

function show() {
  persist();
  document.documentElement.toggleAttribute("data-unsent", [...keeper.unsent.values()].some(one => !one.refused));
}

function note(field, changed) {
  const path = field.dataset.path;
  const text = textOf(field);
  const before = keeper.unsent.get(path);
  const base = before?.base ?? (text && shown.has(text) ? shown.get(text) : field.dataset.base);
  const removals = before?.removals ?? Number(keeper.root.dataset.removals ?? 0);
  keeper.unsent.set(path, { typed: typedIn(field, changed), base, removals });
  show();
  return path;
}

// Half a character cannot travel; it arrives as the sign for one, and is refused at its field. A text beyond all measure is cut only on its
// way, and refused as well.
const fit = text => (text.toWellFormed?.() ?? text).slice(0, 200001);

function schedule(path, ms) {
  if (!timers.has(path)) timers.set(path, setTimeout(() => send(path), ms));
}

async function send(path) {
  clearTimeout(timers.get(path));
  timers.delete(path);
  const mine = keeper;
  const one = mine?.unsent.get(path);
  if (!one || sending.get(path) === one.typed || one.refused) return;
  const typed = one.typed;
  sending.set(path, typed);
  try {
    const told = await mine.net.invokeMethodAsync("TypedAsync", path, fit(typed), one.base, one.removals);
    if (mine !== keeper) return;
    const now = mine.unsent.get(path);
    if (told.kept) {
      const field = mine.root.querySelector(`[data-path="${CSS.escape(path)}"]`);
      const text = field && textOf(field);
      if (text) shown.set(text, told.seen);
      if (now?.typed === typed) mine.unsent.delete(path);
      else if (now) now.base = told.seen;
      if (field?.dataset.base === told.seen) settle(field);
    } else if (now?.typed === typed) {
      if (told.misplaced) lose(path);
      else now.refused = true;
    }
    show();
  } catch {
    // Not stored: the connection is gone, or the server could not. It stays here and is sent again.
    if (mine === keeper) schedule(path, again);
  } finally {
    if (sending.get(path) === typed) sending.delete(path);
  }
}

// What was meant for an entry that has gone leaves its field, where another entry's answer stands now; the page shows it until it is let go.
function lose(path) {
  const one = keeper.unsent.get(path);
  keeper.unsent.delete(path);
  if (one?.typed) keeper.lost.push([path, { ...one, lost: true }]);
  clear(path);
}

// The field shows what the server has for it, even while somebody stands in it.
function clear(path) {
  const field = keeper.root.querySelector(`[data-path="${CSS.escape(path)}"]`);
  const text = field && textOf(field);
  if (text) {
    text.value = field.dataset.base;
    shown.set(text, field.dataset.base);
  } else if (field) {
    settle(field);
  }
}

// What is not stored goes with its entry to the entry's new place; to null it goes with the entry.
function displace(places, removals) {
  const moved = places.map(([from, to]) => [from, to, keeper.unsent.get(from)]).filter(([, , one]) => one);
  for (const [from] of moved) keeper.unsent.delete(from);
  for (const [, to, one] of moved) if (to) keeper.unsent.set(to, { ...one, removals });
  for (const [from] of moved) if (!keeper.unsent.has(from)) clear(from);
  for (const [, to] of moved) {
    const field = to && keeper.root.querySelector(`[data-path="${CSS.escape(to)}"]`);
    if (field) settle(field);
    if (to) schedule(to, wait);
  }
  show();
}

function sendAll() {
  sending.clear();
  if (keeper) for (const path of keeper.unsent.keys()) send(path);
}

// A choice as the text says.
function choose(field, typed) {
  const select = field.querySelector("select");
  if (select) {
    select.value = typed;
    return;
  }
  const chosen = typed.split(",");
  for (const one of field.querySelectorAll("input")) one.checked = chosen.includes(one.value);
}

// The list beside a text shows the one that stands in it, if it has it.
function pick(field, text) {
  const list = field.querySelector("[data-pick]");
  if (list) list.value = [...list.options].some(one => one.value === text) ? text : "";
}

// The server's answer goes into the field when nobody changes it here; what could not be stored goes back into it.
function settle(field) {
  if (!keeper?.root.contains(field)) return;
  const text = textOf(field);
  const unsent = keeper.unsent.get(field.dataset.path);
  if (!text) {
    choose(field, unsent?.typed ?? field.dataset.base);
    return;
  }
  if (unsent) {
    if (document.activeElement !== text && text.value !== unsent.typed) text.value = unsent.typed;
    return;
  }
  if (document.activeElement === text && text.value !== field.dataset.base && shown.has(text)) return;
  if (text.value !== field.dataset.base) text.value = field.dataset.base;
  shown.set(text, field.dataset.base);
  pick(field, field.dataset.base);
}

document.addEventListener("compositionstart", () => composing = true, true);
document.addEventListener("compositionend", event => {
  composing = false;
  const field = fieldOf(event.target);
  if (field) schedule(note(field), wait);
}, true);

document.addEventListener("input", event => {
  const field = fieldOf(event.target);
  if (!field || !isText(event.target)) return;
  const path = note(field);
  if (!composing) schedule(path, wait);
}, true);

document.addEventListener("change", event => {
  const field = fieldOf(event.target);
  if (!field) return;
  if (event.target.matches("[data-pick]")) {
    // The first of the choices is to write something else.
    textOf(field).value = event.target.value;
    if (!event.target.value) textOf(field).focus();
  }
  if (!isText(event.target)) note(field, event.target);
  send(field.dataset.path);
}, true);

document.addEventListener("focusin", event => {
  const field = fieldOf(event.target);
  if (field && isText(event.target) && !shown.has(event.target)) shown.set(event.target, field.dataset.base);
}, true);

document.addEventListener("focusout", event => {
  const field = fieldOf(event.target);
  if (!field || !isText(event.target)) return;
  send(field.dataset.path);
  setTimeout(() => settle(field));
}, true);

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") sendAll();
});

const watch = new MutationObserver(changes => {
  for (const change of changes) {
    if (change.type === "attributes") settle(change.target);
    for (const node of change.addedNodes) {
      if (!(node instanceof Element)) continue;
      if (node.matches("[data-path]")) settle(node);
      node.querySelectorAll("[data-path]").forEach(settle);
    }
  }
});

document.getElementById("components-reconnect-modal")?.addEventListener("components-reconnect-state-changed", ({ detail: { state } }) => {
  // Calls that were under way when the connection went are never answered.
  if (state === "hide") sendAll();
});

window.portalDraft = {
  open(root, net, key) {
    watch.disconnect();
    keeper = { root, net, key, unsent: new Map(), lost: [] };
    sending.clear();
    const held = key === null ? [] : JSON.parse(sessionStorage.getItem(store(key)) ?? "[]");
    keeper.unsent = new Map(held.filter(([, one]) => !one.lost));
    keeper.lost = held.filter(([, one]) => one.lost);
    // The page stores them now; what it cannot store waits for the next change.
    for (const one of keeper.unsent.values()) one.refused = true;
    watch.observe(root, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-base"] });
    root.querySelectorAll("[data-path]").forEach(settle);
    show();
    return held.map(([path, one]) => ({ path, typed: fit(one.typed), base: one.base, removals: one.removals, lost: one.lost === true }));
  },

  // The page could not put it anywhere.
  lose(path) {
    if (!keeper) return;
    lose(path);
    show();
  },

  // The entry of a field has another place now.
  move(from, to, removals) {
    if (keeper) displace([[from, to]], removals);
  },

  // An entry was taken out of its list in this window: the later ones have moved up.
  removed(entry, removals) {
    if (!keeper) return;
    const list = entry.slice(0, entry.lastIndexOf("["));
    const index = Number(entry.slice(list.length + 1, -1));
    const places = [];
    for (const path of keeper.unsent.keys()) {
      const at = path.startsWith(list + "[") ? parseInt(path.slice(list.length + 1), 10) : -1;
      if (at < index) continue;
      places.push([path, at === index ? null : `${list}[${at - 1}]${path.slice(path.indexOf("]", list.length) + 1)}`]);
    }
    displace(places, removals);
  },

  // What had no place was let go.
  forgetLost() {
    if (!keeper) return;
    keeper.lost = [];
    show();
  },

  // Everything at or below the path is settled.
  forget(path) {
    if (!keeper) return;
    for (const one of [...keeper.unsent.keys()]) {
      if (one === path || one.startsWith(path + ".") || one.startsWith(path + "[")) keeper.unsent.delete(one);
    }
    show();
  },

  close() {
    if (!keeper || keeper.root.isConnected) return;
    watch.disconnect();
    keeper = null;
    document.documentElement.removeAttribute("data-unsent");
  },
};
