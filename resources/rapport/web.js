// The choice of projects and the list of contents. Without this script everything is shown.
// The choice stands in the address (#status=…&entiteit=…&zoek=…), so that a link keeps it.
(() => {
  "use strict";

  const form = document.getElementById("filter");
  const contents = document.querySelector("#inhoudstafel details");
  const wide = window.matchMedia("(min-width: 68em)");
  const TYPING_PAUSE = 150;

  // A narrow screen starts with the contents folded; on a wide one they always stand open.
  function foldContents() {
    if (contents) contents.open = wide.matches;
  }
  foldContents();
  wide.addEventListener("change", foldContents);

  // What does not fit scrolls, and who has no mouse must be able to do that too.
  function markScrolling(box) {
    if (box.scrollWidth > box.clientWidth + 1) {
      box.tabIndex = 0;
      box.setAttribute("role", "region");
      box.setAttribute("aria-labelledby", box.dataset.caption);
    } else {
      for (const name of ["tabindex", "role", "aria-labelledby"]) box.removeAttribute(name);
    }
  }

  const sizes = new ResizeObserver((changes) => {
    for (const change of changes) markScrolling(change.target.closest(".scroll"));
  });
  function watch(box, isWatched) {
    for (const each of [box, box.firstElementChild]) {
      if (isWatched) sizes.observe(each);
      else sizes.unobserve(each);
    }
  }
  // Those in projects only while they are near the screen: to measure one that is far would have
  // its project laid out, and soon the whole page.
  const nearness = new IntersectionObserver(
    (changes) => {
      for (const change of changes) watch(change.target, change.isIntersecting);
    },
    { rootMargin: "50%" },
  );
  for (const box of document.querySelectorAll(".scroll")) {
    if (box.closest(".project")) nearness.observe(box);
    else watch(box, true);
  }

  if (!form) return;

  const projects = [...document.querySelectorAll("section.project")];
  const groups = [...document.querySelectorAll("section.speerpunt")].filter((group) =>
    group.querySelector("section.project"),
  );
  const selects = [...form.querySelectorAll("select")];
  const search = document.getElementById("zoek");
  const clear = form.querySelector("button");
  const count = document.getElementById("aantal");
  const first = document.getElementById("eerste-project");
  const none = document.getElementById("geen-project");
  const chosen = document.getElementById("keuze");
  const entries = new Map();
  for (const link of document.querySelectorAll("#inhoudstafel a")) {
    entries.set(link.hash.slice(1), link.parentElement);
  }
  let texts = null;
  let waiting = 0;

  // Letters without accents and capitals: "één" is found by "een".
  function plain(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  }

  function words() {
    return plain(search.value).split(/\s+/).filter(Boolean);
  }

  function textOf(at) {
    texts ??= [];
    texts[at] ??= plain(projects[at].textContent);
    return texts[at];
  }

  function fits(project, at, sought) {
    return (
      selects.every(
        (each) => !each.value || project.getAttribute(each.dataset.attribute) === each.value,
      ) && sought.every((word) => textOf(at).includes(word))
    );
  }

  function show(section, shown) {
    section.hidden = !shown;
    const entry = entries.get(section.id);
    if (entry) entry.hidden = !shown;
  }

  function choices() {
    const told = selects.filter((each) => each.value).map((each) => [each.name, each.value]);
    if (search.value.trim()) told.push([search.name, search.value.trim()]);
    return told;
  }

  function apply(before = "") {
    const sought = words();
    let shown = 0;
    projects.forEach((project, at) => {
      const fit = fits(project, at, sought);
      show(project, fit);
      if (fit) shown += 1;
    });
    for (const group of groups) show(group, group.querySelector("section.project:not([hidden])"));
    tell(shown, before);
  }

  function tell(shown, before) {
    const active = choices();
    const all = projects.length === 1 ? "1 project" : `${projects.length} projecten`;
    const counted = active.length ? `${shown} van ${all}` : all;
    count.textContent = before + (shown ? counted : `${counted}: geen enkel past bij je keuze.`);
    none.hidden = shown > 0;
    clear.hidden = active.length === 0;
    first.href = `#${projects.find((project) => !project.hidden)?.id ?? ""}`;
    first.parentElement.hidden = active.length === 0 || shown === 0;
    chosen.hidden = active.length === 0;
    chosen.textContent =
      `Gekozen: ${active.map(([name, value]) => `${name} "${value}"`).join(", ")}. ${counted}.`;
  }

  function remember() {
    const query = new URLSearchParams(choices()).toString();
    const page = location.href.split("#")[0];
    try {
      history.replaceState(null, "", query ? `${page}#${query}` : page);
    } catch {
      // A page inside another may not change its address; choosing works all the same.
    }
  }

  function recall() {
    const asked = new URLSearchParams(location.hash.slice(1));
    for (const each of selects) {
      const wished = asked.get(each.name) ?? "";
      each.value = wished;
      if (each.selectedIndex < 0) each.value = "";
    }
    search.value = asked.get(search.name) ?? "";
    apply();
  }

  function empty() {
    for (const each of selects) each.value = "";
    search.value = "";
  }

  // A reference may lead to a project that the choice hides: then the choice goes.
  function reveal() {
    const place = document.getElementById(location.hash.slice(1));
    if (!place?.closest("section[hidden]")) return;
    empty();
    apply("Filter gewist, want je volgde een verwijzing naar een verborgen project. ");
    place.scrollIntoView();
  }

  function onAddress() {
    if (location.hash === "" || location.hash.includes("=")) recall();
    else reveal();
  }

  function onChosen() {
    clearTimeout(waiting);
    apply();
    remember();
  }

  for (const each of selects) each.addEventListener("change", onChosen);
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(onChosen, TYPING_PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    onChosen();
  });
  clear.addEventListener("click", () => {
    empty();
    onChosen();
    // The button goes away, and the keyboard would stand nowhere.
    (selects[0] ?? search).focus();
  });
  window.addEventListener("hashchange", onAddress);

  form.hidden = false;
  onAddress();
})();
