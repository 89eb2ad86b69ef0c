// usage: npm ci && npm run generate -- PLACES.tsv GAZETTEER.yaml... WATCHLIST.yaml > ../Data/places.tsv
// Merges a table of places (README.md) into the gazetteer: coordinates and administrative units for the entries written by hand, new entries for the rest.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { judge } from './doubts.js';
import { Known } from './known.js';
import { isArabic, key, slug } from './names.js';

const inside = ['ML', 'NE', 'BF', 'TD', 'MR'];
const mostAlternates = { village: 1, seat: 4 };
const unitKinds = ['region', 'cercle', 'department', 'province', 'commune'];
const settlementRank = ['village', 'admin3 seat', 'admin2 seat', 'admin1 seat', 'capital'];

const [places, ...files] = process.argv.slice(2);
const watchlist = readFileSync(files.pop(), 'utf8');
const known = new Known(files.flatMap(file => parse(readFileSync(file, 'utf8')).entries));

const rows = readFileSync(places, 'utf8').split('\n').slice(1).filter(line => line.length > 0).map(line => {
  const [id, name, alternates, iso, admin1, admin2, kind, latitude, longitude, population] = line.split('\t');
  return { id, name, alternates: alternates.split('|').filter(a => a), iso, admin1, admin2, kind, latitude: +latitude, longitude: +longitude, population: +population, isUnit: unitKinds.includes(kind) };
});

const rank = row => settlementRank.indexOf(row.kind) * 1e8 + row.population;
const own = rows.filter(row => inside.includes(row.iso));
const doubtOf = judge(watchlist, inside, rows.filter(row => !inside.includes(row.iso)).map(row => row.name));

const lines = [];
const place = row => [row.latitude.toFixed(4), row.longitude.toFixed(4), row.admin1, row.admin2];
const taken = new Set();
for (const [entry, row] of known.locate(rows, rank)) {
  // An entry that has only a qualified name ("town of Pala") is also found by the bare name, marked as ambiguous.
  const bare = inside.includes(row.iso) && !row.isUnit && !known.has(row.name) ? `${row.name}?${doubtOf(row.name, row.kind, false) || 'p'}` : '';
  known.add(row.name);
  lines.push([entry.id, '', '', '', ...place(row), bare]);
  taken.add(row);
}

for (const line of readFileSync(new URL('approximate.tsv', import.meta.url), 'utf8').trim().split('\n')) {
  const [id, latitude, longitude] = line.split('\t');
  if (known.isUnlocated(id))
    lines.push([id, '', '', '', latitude, longitude, '', '', '']);
}

const ids = new Set(known.ids);
const idOf = row => {
  const plain = `${row.iso.toLowerCase()}.${slug(row.name)}${row.isUnit ? `-${row.kind}` : ''}`;
  const id = ids.has(plain) ? `${plain}-${row.id.toLowerCase()}` : plain;
  ids.add(id);
  return id;
};

// The names of units include their type, since the bare name is that of the seat.
const unitNames = { cercle: n => [`cercle de ${n}`, `${n} cercle`], department: n => [`département de ${n}`, `${n} department`], province: n => [`province du ${n}`, `${n} province`], commune: n => [`commune de ${n}`, `${n} commune`] };
for (const row of own.filter(row => row.isUnit && row.kind !== 'region' && !taken.has(row) && !/\d/.test(row.name))) {
  const names = unitNames[row.kind](row.name).filter(name => !known.has(name));
  if (names.length > 0) {
    names.forEach(name => known.add(name));
    lines.push([idOf(row), 'area', row.iso, known.container({ ...row, admin2: row.kind === 'commune' ? row.admin2 : '' }), ...place(row), names.join('|')]);
  }
}

const clean = name => !/[\d()/,;"]|\b(region|région|cercle|commune|département|province|quartier)\b/i.test(name);
const settlements = own.filter(row => !row.isUnit && !taken.has(row)).sort((a, b) => rank(b) - rank(a) || a.id.localeCompare(b.id));
const bearers = new Map();
for (const row of settlements)
  bearers.set(key(row.name), [...(bearers.get(key(row.name)) ?? []), row]);
for (const row of settlements) {
  const others = bearers.get(key(row.name));
  if (!clean(row.name) || known.has(row.name) || others[0] !== row)
    continue;
  const isVillage = row.kind === 'village';
  const isShared = known.hasWithin(row.name) || others.some(other => other.iso !== row.iso);
  const doubt = doubtOf(row.name, row.kind, isShared);
  // A village whose name is a word or a person's name causes more errors than it finds articles; of namesakes in one country, nobody knows which is meant.
  if (isVillage && (doubt === 'w' || doubt === 'n' || others.length > 1))
    continue;
  // The source lists every hamlet of Mauritania; those with a single spelling are not written about.
  if (isVillage && row.iso === 'MR' && !row.population && row.alternates.length < 2)
    continue;
  const names = [row.name + (doubt && `?${doubt}`)];
  known.add(row.name);
  for (const name of row.alternates) {
    const other = doubtOf(name, row.kind, bearers.has(key(name)));
    if (names.length <= mostAlternates[isVillage ? 'village' : 'seat'] && clean(name) && !known.has(name) && (other === '' || other === 'v')) {
      known.add(name);
      names.push(name + (other && `?${other}`));
    }
  }

  lines.push([idOf(row), isVillage ? 'village' : 'town', row.iso, known.container(row), ...place(row), names.join('|')]);
}

console.log('id\tkind\tiso\tin\tlatitude\tlongitude\tadmin1\tadmin2\tnames');
lines.sort((a, b) => (a[0] < b[0] ? -1 : 1)).forEach(line => console.log(line.join('\t')));
console.error(`${lines.filter(l => l[1] === '').length} entries located, ${lines.filter(l => l[1] !== '').length} new; without coordinates: ${known.unlocated().filter(id => !lines.some(l => l[0] === id)).join(' ')}`);
