// SPDX-License-Identifier: MIT
// For ci/report_page.sh, in a copy of the report inside a frame: tells the page around it what a
// browser makes of it, a line for each figure.
const all = (what) => [...document.querySelectorAll(what)];
const rows = (table) => all(`#${table} tbody tr`).length;
const tall = (element) => element.getBoundingClientRect().height > 0;
const drawn = (plot) => plot.querySelector(".curve, .dot") && plot.getBoundingClientRect().width > 100;
const inside = (address) => /^(#|data:)/.test(address);
const runs = (file) => file.querySelectorAll(".ran, .half").length;

addEventListener("load", () => {
    const ids = all("[id]").map((element) => element.id);
    const addresses = all("[src], [href]").map((e) => e.getAttribute("src") ?? e.getAttribute("href"));
    const code = all("details:has(.source)").filter((f) => /\.c$/.test(f.querySelector("code").textContent));
    const said = {
        width: innerWidth,
        overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        sections: all("section").filter((s) => tall(s) && s.querySelector("h2")).map((s) => s.id).join(" "),
        contents: all("nav a").length,
        figures: rows("figures"),
        plots: all("svg.plot").filter(drawn).length,
        pictures: all("img").filter((image) => image.naturalWidth > 0).length,
        bugs: rows("bugs"),
        functions: rows("functions"),
        promises: rows("promises"),
        lines_run: code.map(runs).reduce((sum, n) => sum + n, 0),
        missing: all(".missing").length,
        leads_nowhere: addresses.filter((a) => a[0] === "#" && !ids.includes(a.slice(1))).length,
        from_outside: addresses.filter((a) => !inside(a)).length,
        ids_twice: ids.length - new Set(ids).size,
        scripts: all("script").length - 1,
    };
    parent.postMessage(Object.entries(said).map((pair) => pair.join(" ")).join("\n"), "*");
});
