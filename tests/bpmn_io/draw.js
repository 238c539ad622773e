// Runs in a page beside bpmn-js: draws diagrams as it does for a reader and tells what came of each.
// {file: XML} → {file: {warnings: […], shapes: {element: [x, y, width, height]}, lines: {element: [[x, y], …]}}}
async function draw(diagrams) {
  const found = {};
  for (const [name, xml] of Object.entries(diagrams)) {
    const container = document.body.appendChild(document.createElement('div'));
    container.style.cssText = 'width: 1200px; height: 800px';
    const viewer = new BpmnJS({ container });
    const { warnings } = await viewer.importXML(xml);
    const report = { warnings: warnings.map((one) => one.message), shapes: {}, lines: {} };
    viewer.get('elementRegistry').forEach((one) => {
      if (one.waypoints) {
        report.lines[one.id] = one.waypoints.map((point) => [point.x, point.y]);
      } else if ('x' in one) {
        report.shapes[one.id] = [one.x, one.y, one.width, one.height];
      }
    });
    viewer.destroy();
    container.remove();
    found[name] = report;
  }
  return found;
}
