// Conveniences only: every page reads and works without this file. Browser floor: Chromium 90, Safari 14.
(() => {
  "use strict";
  const root = document.documentElement;
  root.className = "js";

  // Light or dark: the reader's choice if there is one, else the system's (in the style sheet). Storage may be forbidden.
  const KEY = "gongkai-theme";
  try {
    const chosen = localStorage.getItem(KEY);
    if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;
  } catch (error) { /* the system's setting holds */ }

  function switchTheme() {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    try { localStorage.setItem(KEY, root.dataset.theme); } catch (error) { /* it lasts for this page */ }
  }

  // The clipboard needs a secure page; a selection works everywhere else (portals on http, kiosks on file://).
  function copyText(text) {
    if (navigator.clipboard && isSecureContext) return navigator.clipboard.writeText(text);
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "off-screen";
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done ? Promise.resolve() : Promise.reject(new Error("copy"));
  }

  function copyLink(button) {
    const address = location.href.split("#")[0];
    const before = button.textContent;
    const say = (words) => {
      button.textContent = words;
      setTimeout(() => { button.textContent = before; }, 2500);
    };
    copyText(address).then(() => say("已复制"), () => say("没有复制成功，请手动复制地址"));
  }

  // 外链离开提示: a link to a host that is not the publisher's says so first.
  function isOwn(link) {
    const top = document.querySelector("[data-own]");
    const own = top ? top.dataset.own.split(" ").filter(Boolean) : [];
    return link.host === location.host || own.some((host) => link.hostname === host || link.hostname.endsWith("." + host));
  }

  function ask(link) {
    const words = "您访问的链接即将离开本站，前往 " + link.hostname + "。";
    if (typeof HTMLDialogElement === "undefined") {
      if (confirm(words + "是否继续？")) location.href = link.href;
      return;
    }
    const box = document.createElement("dialog");
    box.className = "leave";
    box.setAttribute("aria-label", "离开本站提示");
    const text = document.createElement("p");
    text.textContent = words + "是否继续？";
    const form = document.createElement("form");
    form.method = "dialog";
    for (const [value, label] of [["go", "继续访问"], ["stay", "留在本站"]]) {
      const button = document.createElement("button");
      button.value = value;
      button.textContent = label;
      form.append(button);
    }
    box.append(text, form);
    box.addEventListener("close", () => {
      const go = box.returnValue === "go";
      box.remove();
      if (go) location.href = link.href; else link.focus();
    });
    document.body.append(box);
    box.showModal();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) {
      ({ copy: copyLink, print: () => print(), theme: switchTheme })[button.dataset.do](button);
      return;
    }
    const link = event.target.closest("a[href]");
    if (link && /^https?:$/.test(link.protocol) && location.protocol !== "file:" && !isOwn(link)) {
      event.preventDefault();
      ask(link);
    }
  });

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-do][hidden]").forEach((button) => { button.hidden = false; });
  });

  // Search loads only when somebody turns to it: the box its suggestions, the page of results its results.
  const version = (document.currentScript.src.match(/\?.*$/) || [""])[0];
  const assets = document.currentScript.src.replace(/[^/]*$/, "");
  const asked = new Map();
  function need(name) {
    if (!asked.has(name)) {
      asked.set(name, new Promise((resolve, reject) => {
        const tag = document.createElement("script");
        tag.src = assets + name + version;
        tag.onload = resolve;
        tag.onerror = reject;
        document.head.append(tag);
      }));
    }
    return asked.get(name);
  }
  document.addEventListener("focusin", (event) => {
    const field = event.target.closest ? event.target.closest(".find input[type=search]") : null;
    if (field && !field.dataset.ready) {
      field.dataset.ready = "1";
      need("search.js").then(() => need("search-box.js")).then(() => window.gongkai.box(field), () => {});
    }
  });
  document.addEventListener("DOMContentLoaded", () => {
    if (document.querySelector(".find.big")) root.classList.add("has-box");
    if (document.getElementById("hits")) need("search.js").then(() => need("search-page.js")).catch(() => {});
  });

  // Paper has nothing to click: what is folded away is printed open. The marks stay small, the table of changes says the same.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open]):not(.adj)")];
    opened.forEach((details) => { details.open = true; });
  });
  addEventListener("afterprint", () => opened.forEach((details) => { details.open = false; }));
})();
