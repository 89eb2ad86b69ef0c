// Runs a server of node_modules for as long as the test run that started it lives: when that dies, however it dies, our standard input closes.
// Usage: node run.js MODULE [ARGUMENT...]
const [module_] = process.argv.splice(2, 1);
process.stdin.on('end', () => process.exit(0)).resume();
require(module_);
