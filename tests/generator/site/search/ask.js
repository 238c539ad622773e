/* Ask the search of a site without a browser: node ask.js ASSETS WORDS < {"queries": [...], "words": [...], "role": "..."} */
"use strict";
const fs = require("fs");
const vm = require("vm");
const [assets, index] = process.argv.slice(2);
for (const file of ["search-words.js", "search-sayings.js", "search.js"]) vm.runInThisContext(fs.readFileSync(`${assets}/${file}`, "utf8"), file);
vm.runInThisContext(fs.readFileSync(index, "utf8"), "words.js");
const search = globalThis.reglament.search;
const { queries = [], words = [], role = "" } = JSON.parse(fs.readFileSync(0, "utf8"));
globalThis.reglament.store = { get: (key) => (key === "ya" && role ? { role, position: "" } : null) };
const answers = queries.map((query) => search.ask(query));
const stems = words.map((word) => [search.made.words.stem(word), search.made.words.root(word)]);
process.stdout.write(JSON.stringify({ answers, stems }));
