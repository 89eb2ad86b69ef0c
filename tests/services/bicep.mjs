// Parses Bicep files (tree-sitter's grammar) and prints, a JSON line a file, what the tests check: syntax errors, parameters, outputs, modules, names used.
// Usage: node bicep.mjs FILE...
import { readFileSync } from 'node:fs';
import { Language, Parser } from 'web-tree-sitter';

await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load('node_modules/tree-sitter-bicep/tree-sitter-bicep.wasm'));

const all = (node, type) => node.descendantsOfType(type).filter(n => n);
const name = node => node.namedChildren.find(n => n.type === 'identifier')?.text;
const text = node => all(node, 'string_content').map(n => n.text).join('');

for (const file of process.argv.slice(2)) {
  const root = parser.parse(readFileSync(file, 'utf8')).rootNode;
  const errors = [];
  const look = node => {
    if (node.isError || node.isMissing)
      errors.push(`line ${node.startPosition.row + 1}`);
    node.children.forEach(look);
  };
  look(root);

  const declared = ['parameter_declaration', 'variable_declaration'].flatMap(type => all(root, type).map(name));
  console.log(JSON.stringify({
    file,
    errors,
    parameters: all(root, 'parameter_declaration').map(p => ({ name: name(p), optional: p.children.some(c => c.type === '=') })),
    outputs: all(root, 'output_declaration').map(name),
    modules: all(root, 'module_declaration').map(m => ({ name: name(m), file: text(m.namedChildren.find(n => n.type === 'string')), parameters: members(m, 'params') })),
    outputsUsed: all(root, 'member_expression').map(m => /^(\w+)!?\.outputs\.(\w+)$/.exec(m.text)).filter(m => m).map(([, module, output]) => ({ module, output })),
    unused: declared.filter(d => all(root, 'identifier').filter(i => i.text === d).length < 2),
    keys: all(root, 'object_property').map(name).filter(k => k),
  }));
}

// The names in the object that a property of a declaration holds.
function members(declaration, property) {
  const held = all(declaration, 'object_property').find(p => name(p) === property);
  const object = held?.namedChildren.find(n => n.type === 'object');
  return object ? object.namedChildren.filter(n => n.type === 'object_property').map(name) : [];
}
