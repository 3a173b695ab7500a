// Makes what browsers are sent, from web/ and npm: `node web/build.mjs [--out build/web]`.
// Every styles/*.css and scripts/*.js becomes one file of the same name; a name that begins with _ is a part of others.
// The fonts the styles name come along as woff2, in the Vietnamese and Latin subsets, under fonts/.
import { build } from 'esbuild';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { purge, words_of } from './purge.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = option('--out', join(root, 'build/web'));

async function build_all() {
  need_packages();
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  await bundle(entries('web/styles', '.css'));
  await bundle(entries('web/scripts', '.js'));
  copy_as_they_are();
  purge_styles();
  compress();
  print_sizes();
}

// A package that came with a change is told by name, before the bundler fails on one of its files.
function need_packages() {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const missing = Object.keys(devDependencies).filter((name) => !existsSync(join(root, 'node_modules', name)));
  if (missing.length > 0) throw new Error(`${missing.join(', ')} missing: run npm ci --ignore-scripts`);
}

function option(name, otherwise) {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : process.argv[at + 1];
}

function entries(folder, ending) {
  const path = join(root, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((name) => name.endsWith(ending) && !name.startsWith('_'))
    .map((name) => join(path, name));
}

async function bundle(files) {
  if (files.length === 0) return;
  await build({
    entryPoints: files,
    outdir: out,
    bundle: true,
    minify: true,
    format: 'iife',
    target: ['chrome109', 'firefox109', 'safari16'],
    charset: 'utf8',
    loader: { '.woff2': 'file', '.svg': 'file', '.png': 'file' },
    assetNames: 'fonts/[name]',
    legalComments: 'none',
    logLevel: 'warning',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [two_subsets, woff2_alone, no_inline_styles],
  });
}

// The npm font lists faces for other alphabets too, and a woff beside each woff2 for browsers that are gone.
const two_subsets = {
  name: 'two-subsets',
  setup(chain) {
    chain.onLoad({ filter: /@fontsource.*\.css$/ }, ({ path }) => {
      const faces = readFileSync(path, 'utf8').match(/@font-face\s*\{[^}]*\}/g) ?? [];
      const ours = faces.filter((face) => /-(latin|vietnamese)-\d/.test(face));
      const contents = ours.join('\n').replace(/,\s*url\([^)]*\.woff\)\s*format\(['"]woff['"]\)/g, '');
      return { contents, loader: 'css', resolveDir: dirname(path) };
    });
  },
};

// dmn-js lists its icons in five formats for browsers that are gone.
const woff2_alone = {
  name: 'woff2-alone',
  setup(chain) {
    chain.onLoad({ filter: /dmn-font.*\.css$/ }, ({ path }) => {
      const sheet = readFileSync(path, 'utf8');
      const face = "@font-face { font-family: 'dmn'; src: url('../font/dmn.woff2') format('woff2'); }";
      return { contents: sheet.replace(/@font-face\s*\{[^}]*\}/, face), loader: 'css', resolveDir: dirname(path) };
    });
  },
};

// Our content security policy lets no attribute and no element set a style. What dmn-js writes into attributes,
// styles/tables.css says; what its editor of cells would put into an element, it hands to the document as a sheet.
const no_inline_styles = {
  name: 'no-inline-styles',
  setup(chain) {
    chain.onLoad({ filter: /(PoweredByUtil|DragAndDrop)\.js$/ }, ({ path }) => {
      const contents = readFileSync(path, 'utf8').replaceAll('style="', 'data-style="');
      return { contents, loader: 'js', resolveDir: dirname(path) };
    });
    chain.onLoad({ filter: /style-mod\.js$/ }, ({ path }) => {
      const contents = readFileSync(path, 'utf8').replace('!root.head && root.adoptedStyleSheets', 'root.adoptedStyleSheets');
      return { contents, loader: 'js', resolveDir: dirname(path) };
    });
  },
};

// Pictures, and scripts of others that are already small and whole, are handed on unchanged.
function copy_as_they_are() {
  for (const [from, to] of Object.entries(whole_files())) {
    if (!existsSync(from)) throw new Error(`${relative(root, from)} is missing: run npm ci`);
    writeFileSync(join(out, to), readFileSync(from));
  }
}

function whole_files() {
  const files = {
    [join(root, 'node_modules/htmx.org/dist/htmx.min.js')]: 'htmx.js',
    [join(root, 'node_modules/bpmn-js/dist/bpmn-navigated-viewer.production.min.js')]: 'bpmn-viewer.js',
  };
  const images = join(root, 'web/images');
  for (const name of existsSync(images) ? readdirSync(images) : []) files[join(images, name)] = name;
  return files;
}

// The editor's own classes are named by dmn-js, which makes its elements itself.
const left_whole = ['tables.css'];

// Classes can be named by a template, a script, or a string of the C++ that fills a template.
function purge_styles() {
  const texts = [];
  for (const file of walk(join(root, 'src'))) {
    const text = /\.(html|cpp|h)$/.test(file) ? readFileSync(file, 'utf8') : '';
    texts.push(file.endsWith('.html') ? text : (text.match(/"(?:\\.|[^"\\\n])*"/g) ?? []).join(' '));
  }
  for (const file of walk(join(root, 'web'))) {
    if (/\.(html|js)$/.test(file)) texts.push(readFileSync(file, 'utf8'));
  }
  const words = words_of(texts);
  for (const name of readdirSync(out).filter((name) => name.endsWith('.css') && !left_whole.includes(name))) {
    const path = join(out, name);
    writeFileSync(path, purge(readFileSync(path, 'utf8'), words));
  }
}

// Beside each text its gzip, for the server to send to browsers that accept it.
function compress() {
  for (const file of walk(out).filter((file) => /\.(css|js|svg)$/.test(file))) {
    writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
  }
}

function walk(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : [path];
  });
}

function print_sizes() {
  for (const file of walk(out).sort()) {
    console.log(`${String(readFileSync(file).length).padStart(8)}  ${relative(out, file)}`);
  }
}

await build_all();
