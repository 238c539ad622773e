/* Ask the search of a site without a browser: node ask.js ASSETS WORDS < {"queries": [...], "words": [...]} */
"use strict";
const fs = require("fs");
const vm = require("vm");
const [assets, index] = process.argv.slice(2);
for (const file of ["search-words.js", "search.js"]) vm.runInThisContext(fs.readFileSync(`${assets}/${file}`, "utf8"), file);
vm.runInThisContext(fs.readFileSync(index, "utf8"), "words.js");
const search = globalThis.reglament.search;
const { queries = [], words = [] } = JSON.parse(fs.readFileSync(0, "utf8"));
const answers = queries.map((query) => search.ask(query));
const stems = words.map((word) => [search.made.words.stem(word), search.made.words.root(word)]);
process.stdout.write(JSON.stringify({ answers, stems }));
