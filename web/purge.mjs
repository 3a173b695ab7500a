// Leaves out of a stylesheet the rules that no page of ours can ever match, so that a citizen's first page stays
// small. Tabler has some thousands of rules; our templates use some hundred classes. Works on the text alone: a rule
// goes when its selector names a class or a data- attribute that occurs nowhere in the templates, scripts and sources
// given.

/** Every word in the texts that could be a class name. Generous on purpose: a word too many only keeps a rule. */
export function words_of(texts) {
  const words = new Set();
  for (const text of texts) {
    for (const word of text.match(/[A-Za-z_-][\w-]*/g) ?? []) words.add(word);
  }
  return words;
}

/** The stylesheet without rules for unknown classes, then without custom properties and animations nothing reads. */
export function purge(css, words) {
  return print(drop_unnamed_animations(drop_unread_properties(drop_unknown_classes(parse(css), words), words)));
}

// A stylesheet as a list of {head, body} rules and {head} statements; body is a list again for @media and its like,
// else the text of the declarations.
function parse(css) {
  const reader = { css, at: 0 };
  return parse_block(reader);
}

function parse_block(reader) {
  const nodes = [];
  while (reader.at < reader.css.length) {
    const head = take_until(reader, ';{}').trim();
    const end = reader.css[reader.at++];
    if (end === '}' || end === undefined) return nodes;
    if (end === ';') {
      if (head) nodes.push({ head });
    } else if (/^@(media|supports|layer|container)\b/.test(head)) {
      nodes.push({ head, body: parse_block(reader) });
    } else {
      nodes.push({ head, body: take_declarations(reader) });
    }
  }
  return nodes;
}

// Text up to one of the stops, reading over strings, escapes, brackets and comments.
function take_until(reader, stops) {
  let text = '';
  let depth = 0;
  for (; reader.at < reader.css.length; reader.at++) {
    const character = reader.css[reader.at];
    if (reader.css.startsWith('/*', reader.at)) {
      reader.at = reader.css.indexOf('*/', reader.at) + 1;
      continue;
    }
    if (depth === 0 && stops.includes(character)) return text;
    if (character === '(' || character === '[') depth++;
    if (character === ')' || character === ']') depth--;
    const token = token_at(reader.css, reader.at);
    text += token;
    reader.at += token.length - 1;
  }
  return text;
}

function token_at(css, at) {
  if (css[at] === '\\') return css.slice(at, at + 2);
  if (css[at] !== '"' && css[at] !== "'") return css[at];
  let end = at + 1;
  while (end < css.length && css[end] !== css[at]) end += css[end] === '\\' ? 2 : 1;
  return css.slice(at, end + 1);
}

// Declarations up to the closing brace; blocks within them (@keyframes, nested rules) are kept as they are.
function take_declarations(reader) {
  let text = '';
  for (;;) {
    text += take_until(reader, '{}');
    const end = reader.css[reader.at++];
    if (end !== '{') return text;
    text += '{' + take_declarations(reader) + '}';
  }
}

function drop_unknown_classes(nodes, words) {
  const kept = [];
  for (const node of nodes) {
    if (Array.isArray(node.body)) {
      const body = drop_unknown_classes(node.body, words);
      if (body.length > 0) kept.push({ head: node.head, body });
    } else if (node.body === undefined || node.head.startsWith('@')) {
      kept.push(node);
    } else {
      const selectors = split_selectors(node.head).filter((selector) => matches(selector, words));
      if (selectors.length > 0) kept.push({ head: selectors.join(','), body: node.body });
    }
  }
  return kept;
}

function split_selectors(head) {
  const reader = { css: head, at: 0 };
  const selectors = [];
  while (reader.at < head.length) {
    selectors.push(take_until(reader, ',').trim());
    reader.at++;
  }
  return selectors;
}

// A class, or an attribute of a widget's data-, must be one of ours. Inside :not() it need not; inside :is() or
// :where() it is one of several.
function matches(selector, words) {
  const plain = selector.replace(/:(not|is|where|has)\((?:[^()]|\([^()]*\))*\)/g, '');
  const classes = plain.match(/\.(?:\\.|[\w-])+/g) ?? [];
  const attributes = plain.match(/\[data-[\w-]+/g) ?? [];
  return [...classes, ...attributes].every((name) => words.has(name.slice(1).replace(/\\/g, '')));
}

// A custom property nobody reads keeps alive those it reads itself: repeat until quiet.
function drop_unread_properties(nodes, words) {
  for (;;) {
    const text = print(nodes);
    const read = new Set([...text.matchAll(/var\(\s*(--[\w-]+)/g)].map((match) => match[1]));
    const before = text.length;
    nodes = without_properties(nodes, (name) => !read.has(name) && !words.has(name));
    if (print(nodes).length === before) return nodes;
  }
}

function without_properties(nodes, unread) {
  const kept = [];
  for (const node of nodes) {
    if (Array.isArray(node.body)) {
      const body = without_properties(node.body, unread);
      if (body.length > 0) kept.push({ head: node.head, body });
    } else if (node.body === undefined || node.head.startsWith('@')) {
      kept.push(node);
    } else {
      const body = split_declarations(node.body).filter((line) => !sets_unread_property(line, unread));
      if (body.length > 0) kept.push({ head: node.head, body: body.join(';') });
    }
  }
  return kept;
}

function sets_unread_property(line, unread) {
  const name = line.match(/^(--[\w-]+)\s*:/)?.[1];
  return name !== undefined && unread(name);
}

function split_declarations(body) {
  if (body.includes('{')) return [body];
  const reader = { css: body, at: 0 };
  const lines = [];
  while (reader.at < body.length) {
    const line = take_until(reader, ';').trim();
    if (line) lines.push(line);
    reader.at++;
  }
  return lines;
}

function drop_unnamed_animations(nodes) {
  const used = print(nodes.filter((node) => !node.head.startsWith('@keyframes')));
  return nodes.filter((node) => !node.head.startsWith('@keyframes') || used.includes(node.head.split(/\s+/)[1]));
}

function print(nodes) {
  return nodes
    .map(({ head, body }) => {
      if (body === undefined) return `${head};`;
      return `${head}{${Array.isArray(body) ? print(body) : body}}`;
    })
    .join('');
}
