// The entries that are written by hand.
import { key } from './names.js';

const settlements = ['capital', 'town', 'village', 'camp'];
const units = ['region', 'area'];
const list = value => (value === undefined ? [] : [value].flat());

export class Known {
  #entries;
  #byId;
  #names = new Set();
  #bareNames = new Set();
  #located = new Set();

  constructor(entries) {
    this.#entries = entries;
    this.#byId = new Map(entries.map(entry => [entry.id, entry]));
    for (const entry of entries) {
      [...this.#namesOf(entry), ...list(entry.not)].forEach(name => this.add(name));
      this.#namesOf(entry).forEach(name => this.#bareNames.add(key(this.#bare(name))));
    }
  }

  get ids() {
    return this.#byId.keys();
  }

  has(name) {
    return this.#names.has(key(name));
  }

  /** Whether a longer name of an entry contains it ("Walia district"). */
  hasWithin(name) {
    return this.#bareNames.has(key(name));
  }

  add(name) {
    this.#names.add(key(name));
  }

  /** Each entry with the row that locates it: same country, similar kind, a common name; if there are several, the one in the same unit, then the largest. */
  *locate(rows, rank) {
    const index = new Map();
    for (const row of rows)
      for (const name of new Set([row.name, ...row.alternates].map(name => `${row.iso} ${row.isUnit} ${key(name)}`)))
        index.set(name, [...(index.get(name) ?? []), row]);
    for (const entry of this.#entries.filter(e => settlements.includes(e.kind) || units.includes(e.kind))) {
      const isUnit = units.includes(entry.kind);
      const names = [...new Set(this.#namesOf(entry).map(name => key(this.#bare(name))))];
      const candidates = new Set(names.flatMap(name => list(entry.iso).flatMap(iso => index.get(`${iso} ${isUnit} ${name}`) ?? [])));
      const score = row => rank(row) + (names.includes(key(row.name)) ? 1e11 : 0) + (this.#agrees(entry, row) ? 1e10 : 0) + (entry.kind === 'region') * (row.kind === 'region') * 1e12;
      const best = [...candidates].sort((a, b) => score(b) - score(a))[0];
      if (best) {
        this.#located.add(entry);
        yield [entry, best];
      }
    }
  }

  isUnlocated(id) {
    return this.#byId.has(id) && !this.#located.has(this.#byId.get(id));
  }

  unlocated() {
    return this.#entries.filter(e => [...settlements, ...units, 'country', 'river', 'lake', 'park', 'border-zone'].includes(e.kind) && !this.#located.has(e)).map(e => e.id);
  }

  /** The id of the smallest unit written by hand that a row lies in. */
  container(row) {
    for (const unit of [row.admin2, row.admin1].filter(u => u))
      for (const entry of this.#entries)
        if (units.includes(entry.kind) && entry.id.startsWith(`${row.iso.toLowerCase()}.`) && this.#namesOf(entry).some(name => key(this.#bare(name)) === key(unit)))
          return entry.id;
    return row.iso.toLowerCase();
  }

  #agrees(entry, row) {
    return list(entry.in).some(id => this.#namesOf(this.#byId.get(id) ?? {}).some(name => [row.admin1, row.admin2].map(key).includes(key(this.#bare(name)))));
  }

  #bare(name) {
    return name.replace(/^(région|province|cercle|département|camp|wilaya|district|ville|village|commune|quartier|town) (de la |de l'|du |des |de |d'|of )/i, '')
      .replace(/^(منطقة|إقليم|ولاية|مخيم|بلدة|مدينة|قرية|حي) /, '').replace(/ (region|province|camp|department|cercle|district)$/i, '').replace(/ \(.*\)$/, '');
  }

  #namesOf(entry) {
    return [...Object.values(entry.names ?? {}), ...Object.values(entry.people ?? {})].flatMap(list);
  }
}
