// Whether a reply is what the description says it is: its status is listed, its type is listed, and its body fits the
// schema (JSON Schema 2020-12, as OpenAPI 3.1 has it). Every call of the stories goes through here.
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const pointer = (text) => text.replaceAll('~', '~0').replaceAll('/', '~1');

export class Description {
  constructor(document) {
    this.document = document;
    this.ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats(this.ajv);
    this.ajv.addSchema(document, 'openapi.json');
    this.operations = new Map();
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const [method, operation] of Object.entries(methods)) {
        this.operations.set(operation.operationId, { path, method, ...operation });
      }
    }
  }

  operation(id) {
    const operation = this.operations.get(id);
    if (!operation) throw new Error(`the description has no operation ${id}`);
    return operation;
  }

  // The operation that a path given by the worklist belongs to.
  operationAt(method, path) {
    const fits = (pattern) => new RegExp(`^${pattern.replace(/\{\w+\}/g, '[^/]+')}$`).test(path);
    const all = [...this.operations.values()];
    const found = all.filter((each) => each.method === method.toLowerCase() && fits(each.path));
    if (found.length !== 1) throw new Error(`${found.length} operations describe ${method} ${path}`);
    return found[0];
  }

  // Throws with every fault.
  check(operation, reply) {
    const where = `${operation.method.toUpperCase()} ${operation.path} → ${reply.status}`;
    const listed = operation.responses[reply.status];
    if (!listed) throw new Error(`${where} is not described; it said ${reply.text}`);
    const type = (reply.headers.get('content-type') ?? '').split(';')[0];
    if (!listed.content?.[type]) throw new Error(`${where} came as ${type}, which is not described`);
    const place = ['paths', operation.path, operation.method, 'responses', String(reply.status), 'content', type];
    this.#fits([...place, 'schema'], reply.body, where, reply.text);
  }

  // What is about to be sent fits too, unless a test sends nonsense on purpose.
  checkRequest(operation, body) {
    // An act that says nothing is described without a body; an empty one is the same
    if (body === undefined || (!operation.requestBody && Object.keys(body).length === 0)) return;
    const place = ['paths', operation.path, operation.method, 'requestBody', 'content', 'application/json', 'schema'];
    if (!operation.requestBody) throw new Error(`${operation.operationId} takes no body`);
    this.#fits(place, body, operation.operationId, '');
  }

  #fits(place, value, where, text) {
    const fits = this.ajv.getSchema(`openapi.json#/${place.map(pointer).map(encodeURIComponent).join('/')}`);
    if (fits(value)) return;
    throw new Error(`${where} does not fit its schema: ${this.ajv.errorsText(fits.errors)}\n${text}`);
  }
}
