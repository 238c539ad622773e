// Reads diagrams of a folder as bpmn-io's tools do: what the parser complains of, what it would save, what the linter
// finds. Prints JSON: file → {warnings: […], saved: XML, reports: [[rule, category, element, message], …]}.
import { createRequire } from 'node:module';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { BpmnModdle } from 'bpmn-moddle';

const require = createRequire(import.meta.url);
const { Linter } = require('bpmnlint');
const NodeResolver = require('bpmnlint/lib/resolver/node-resolver');

const folder = process.argv[2];
const found = {};
for (const name of readdirSync(folder).filter((one) => one.endsWith('.bpmn')).sort()) {
  const moddle = new BpmnModdle();
  const { rootElement, warnings } = await moddle.fromXML(readFileSync(join(folder, name), 'utf8'));
  // A linter for each file: some of its rules remember what they have seen.
  const linter = new Linter({ config: { extends: 'bpmnlint:recommended' }, resolver: new NodeResolver() });
  const results = await linter.lint(rootElement);
  found[name] = {
    warnings: warnings.map((one) => one.message),
    saved: (await moddle.toXML(rootElement)).xml,
    reports: Object.entries(results).flatMap(([rule, reports]) =>
      reports.map((one) => [rule, one.category, one.id ?? '', one.message]),
    ),
  };
}
console.log(JSON.stringify(found));
