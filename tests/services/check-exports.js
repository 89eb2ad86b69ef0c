// node check-exports.js FOLDER SCHEMA: says what is wrong with FOLDER/events.{csv,jsonl,geojson}, a line each; silence means that nothing is.
const fs = require('node:fs');
const path = require('node:path');
const Ajv = require('ajv/dist/2020');
const formats = require('ajv-formats');
const Papa = require('papaparse');
const { check } = require('@placemarkio/check-geojson');

const [folder, schemaFile] = process.argv.slice(2);
const read = name => fs.readFileSync(path.join(folder, name), 'utf8');
const say = (...what) => console.log(...what);

const schema = JSON.parse(fs.readFileSync(schemaFile, 'utf8'));
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
formats(ajv);
const valid = ajv.compile(schema);
const rows = read('events.jsonl').split('\n').filter(Boolean).map(JSON.parse);
const features = check(read('events.geojson')).features; // throws where it is no GeoJSON
for (const row of [...rows, ...features.map(f => f.properties)])
    if (!valid(row)) say(row.id, ajv.errorsText(valid.errors));

const csv = Papa.parse(read('events.csv').replace(/^\uFEFF/, ''), { header: true, skipEmptyLines: true });
for (const error of csv.errors) say('csv', error.row, error.message);
if (csv.data.length !== rows.length || features.length !== rows.length) say(csv.data.length, 'rows,', features.length, 'features and', rows.length, 'lines');
const flat = value => value === null ? '' : Array.isArray(value) ? value.map(v => v.replaceAll(';', ',')).join(';') : String(value);
for (const [i, row] of rows.entries())
    for (const [name, value] of Object.entries(row))
        if (csv.data[i][name].replace(/^'(?=[=+\-@])/, '') !== flat(value)) say(row.id, name, csv.data[i][name], 'and not', flat(value));
