// usage: npm ci && npm run generate
// Draws the Sahel and its neighbours as SVG paths: one row a country, ISO code and path, in the units of Projection.cs. Natural Earth 1:50m, public domain.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { feature } from 'topojson-client';
import { presimplify, simplify } from 'topojson-simplify';

// As in Projection.cs: degrees, and units of the picture a degree of longitude; a degree of latitude is longer by the cosine of 17.5 degrees.
const [west, east, south, north] = [-18.5, 25, 6.5, 28];
const scale = 1000 / (east - west);
const stretch = 1 / Math.cos(17.5 * Math.PI / 180);
const margin = 1; // degrees beyond the picture: the line along which neighbours are cut is not seen
const detail = 0.004; // square degrees: a bend of less is not drawn

const codes = { ML: 466, NE: 562, BF: 854, TD: 148, MR: 478, DZ: '012', LY: 434, NG: 566, SN: 686, GN: 324, CI: 384, GH: 288, TG: 768, BJ: 204, CM: 120, CF: 140, SD: 729,
  EH: 732, MA: 504, TN: 788, GM: 270, GW: 624, SL: 694, LR: 430, EG: 818 };

const world = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('world-atlas/countries-50m.json'), 'utf8'));
const plain = simplify(presimplify(world), detail);
const shapes = feature(plain, plain.objects.countries).features;

const clip = ring => [[0, west - margin, 1], [0, east + margin, -1], [1, south - margin, 1], [1, north + margin, -1]].reduce((points, [axis, limit, side]) => {
  const inside = p => (p[axis] - limit) * side >= 0;
  return points.flatMap((p, i) => {
    const before = points[(i + points.length - 1) % points.length];
    const t = (limit - before[axis]) / (p[axis] - before[axis]);
    const cut = [before[0] + t * (p[0] - before[0]), before[1] + t * (p[1] - before[1])];
    return inside(p) ? (inside(before) ? [p] : [cut, p]) : inside(before) ? [cut] : [];
  });
}, ring.slice(0, -1));

const path = ring => {
  const points = ring.map(([lon, lat]) => [Math.round((lon - west) * scale), Math.round((north - lat) * scale * stretch)])
    .filter((p, i, all) => i === 0 || p[0] !== all[i - 1][0] || p[1] !== all[i - 1][1]);
  return points.length < 3 ? '' : points.map(([x, y], i) => i === 0 ? `M${x} ${y}l` : `${x - points[i - 1][0]} ${y - points[i - 1][1]}`).join(' ').replace(/ -/g, '-').replace('l ', 'l') + 'z';
};

for (const [iso, number] of Object.entries(codes)) {
  const shape = shapes.find(s => +s.id === +number);
  const polygons = shape.geometry.type === 'Polygon' ? [shape.geometry.coordinates] : shape.geometry.coordinates;
  const drawn = polygons.flatMap(rings => rings.map(ring => path(clip(ring)))).join('');
  if (drawn.length > 0)
    console.log(`${iso}\t${drawn}`);
}
