// dmn-js shows one column of notes, the description of a rule; a table keeps its article of law and how sure it is of it
// in annotation columns. So while it is edited both stand in the description, "article | mark", and go back into their
// columns afterwards. What else a model holds is left as it is.
const between = ' | ';
const columns = ['article', 'mark'];

export function as_edited(xml) {
  return changed(xml, (table, rule) => {
    const said = columns.map((name) => entry_text(rule, column_of(table, name)));
    const note = said.filter((text, at) => text || (at === 0 && said[1])).join(between);
    if (note) describe(rule, note);
  });
}

export function as_kept(xml) {
  return changed(xml, (table, rule) => {
    const description = inside(rule, 'description')[0];
    const said = (description?.textContent ?? '').split('|').map((part) => part.trim());
    description?.remove();
    fill(table, rule);
    columns.forEach((name, nth) => put_text(rule, column_of(table, name), said[nth] ?? ''));
  });
}

function changed(xml, change) {
  const document = new DOMParser().parseFromString(xml, 'text/xml');
  if (document.querySelector('parsererror')) return xml;
  for (const table of document.getElementsByTagNameNS('*', 'decisionTable')) {
    if (column_of(table, columns[0]) < 0) continue;
    for (const rule of inside(table, 'rule')) change(table, rule);
  }
  return new XMLSerializer().serializeToString(document);
}

function inside(element, name) {
  return [...element.children].filter((child) => child.localName === name);
}

function column_of(table, name) {
  return inside(table, 'annotation').findIndex((each) => each.getAttribute('name') === name);
}

function entry_text(rule, column) {
  return inside(rule, 'annotationEntry')[column]?.textContent.trim() ?? '';
}

function made(rule, name) {
  const prefix = rule.prefix ? `${rule.prefix}:` : '';
  return rule.ownerDocument.createElementNS(rule.namespaceURI, prefix + name);
}

function describe(rule, text) {
  const description = inside(rule, 'description')[0] ?? rule.insertBefore(made(rule, 'description'), rule.firstChild);
  description.textContent = text;
}

// A row that is new has no notes yet.
function fill(table, rule) {
  const wanted = inside(table, 'annotation').length;
  for (let there = inside(rule, 'annotationEntry').length; there < wanted; there += 1) {
    rule.append(made(rule, 'annotationEntry'));
  }
}

function put_text(rule, column, text) {
  const entry = inside(rule, 'annotationEntry')[column];
  if (!entry) return;
  const written = inside(entry, 'text')[0] ?? entry.appendChild(made(rule, 'text'));
  written.textContent = text;
}
