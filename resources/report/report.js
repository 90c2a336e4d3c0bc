"use strict";
// Finding, filtering and ordering; without it everything is there to be read.
const toolbar = document.getElementById("toolbar");
const said = toolbar.querySelector("output");
const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
const galleries = [...document.querySelectorAll("section.class")].map(section => {
  const label = section.querySelector("h3").firstChild.data;
  const pictures = [...section.querySelectorAll("figure")].map(figure => ({
    figure,
    number: Number(figure.dataset.number),
    confidence: Number(figure.dataset.confidence),
    name: figure.querySelector(".name").textContent,
    words: (label + " " + figure.title.split("\n")[0] + " " + figure.querySelector("figcaption").textContent).toLowerCase(),
  }));
  return { section, grid: section.querySelector(".pictures"), pictures };
});
const orders = {
  listed: (a, b) => a.number - b.number,
  unsure: (a, b) => a.confidence - b.confidence || a.number - b.number,
  sure: (a, b) => b.confidence - a.confidence || a.number - b.number,
  name: (a, b) => byName.compare(a.name, b.name) || a.number - b.number,
};

function filter() {
  const words = toolbar.words.value.toLowerCase().split(/\s+/).filter(Boolean);
  const kind = toolbar.kind.value;
  let shown = 0;
  let all = 0;
  for (const { section, pictures } of galleries) {
    let here = 0;
    for (const { figure, words: own } of pictures) {
      const fits = (!kind || figure.classList.contains(kind)) && words.every(word => own.includes(word));
      figure.hidden = !fits;
      here += fits;
    }
    section.hidden = !here;
    shown += here;
    all += pictures.length;
  }
  said.value = shown === all ? "" : `${shown.toLocaleString("en")} of ${all.toLocaleString("en")} pictures`;
}

function order() {
  for (const { grid, pictures } of galleries) {
    pictures.sort(orders[toolbar.order.value]);
    grid.append(...pictures.map(picture => picture.figure));
  }
}

toolbar.hidden = !galleries.length;
toolbar.words.addEventListener("input", filter);
toolbar.kind.addEventListener("change", filter);
toolbar.order.addEventListener("change", order);
toolbar.addEventListener("submit", event => event.preventDefault());
